<?php

// A deployment that may not create accounts finds its sessions by the lock that they hold.
$tag = env('CHANGEOVER_SESSION_TAG');
$options = [PDO::ATTR_TIMEOUT => 10];
if ($tag !== null && preg_match('/^[a-z0-9_-]+$/', $tag)) {
    $options[PDO::MYSQL_ATTR_INIT_COMMAND] = "DO GET_LOCK('$tag', 0)";
}

return [
    'default' => env('DB_CONNECTION', 'mysql'),
    'connections' => [
        'mysql' => [
            'driver' => 'mysql',
            'url' => env('DATABASE_URL'),
            'host' => env('DB_HOST', '127.0.0.1'),
            'port' => env('DB_PORT', '3306'),
            'database' => env('DB_DATABASE', 'askproai_db'),
            'username' => env('DB_USERNAME', 'askproai_user'),
            'password' => env('DB_PASSWORD', ''),
            'charset' => 'utf8mb4',
            'collation' => 'utf8mb4_unicode_ci',
            'timezone' => '+00:00',
            'prefix' => '',
            'strict' => true,
            'engine' => 'InnoDB',
            'options' => $options,
        ],
    ],
    'migrations' => 'migrations',
];
