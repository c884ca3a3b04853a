<?php

namespace App;

use Illuminate\Foundation\Http\Kernel;
use Illuminate\Foundation\Http\Middleware\PreventRequestsDuringMaintenance;

/** Every request is refused with 503 between `artisan down` and `artisan up`. */
class HttpKernel extends Kernel
{
    protected $middleware = [PreventRequestsDuringMaintenance::class];
}
