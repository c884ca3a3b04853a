<?php

// What artisan and the web server share: the framework, this application's classes and its kernels.

require_once 'Illuminate/autoload.php';

spl_autoload_register(function (string $class): void {
    if (str_starts_with($class, 'App\\')) {
        require dirname(__DIR__) . '/src/' . strtr(substr($class, 4), '\\', '/') . '.php';
    }
});

$app = new Illuminate\Foundation\Application(dirname(__DIR__));
$app->useAppPath($app->basePath('src'));
$app->singleton(Illuminate\Contracts\Console\Kernel::class, Illuminate\Foundation\Console\Kernel::class);
$app->singleton(Illuminate\Contracts\Http\Kernel::class, App\HttpKernel::class);
$app->singleton(Illuminate\Contracts\Debug\ExceptionHandler::class, Illuminate\Foundation\Exceptions\Handler::class);

return $app;
