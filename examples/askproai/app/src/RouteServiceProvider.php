<?php

namespace App;

use Illuminate\Foundation\Support\Providers\RouteServiceProvider as Provider;

class RouteServiceProvider extends Provider
{
    public function boot(): void
    {
        $this->routes(fn () => $this->app['router']->group([], base_path('routes/api.php')));
    }
}
