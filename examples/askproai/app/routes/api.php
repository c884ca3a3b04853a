<?php

use App\Booking;
use Illuminate\Database\ConnectionInterface;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;

$router = app('router');

$router->get('/health', function (ConnectionInterface $database) {
    $database->selectOne('select 1');
    return new JsonResponse(['status' => 'up', 'version' => config('app.version')]);
});

$router->get('/api/v1/companies', fn (ConnectionInterface $database) =>
    new JsonResponse($database->table('companies')->orderBy('id')->limit(100)->get()));

$router->get('/api/v1/appointments', fn (Request $request, Booking $booking) =>
    new JsonResponse($booking->latest((int) $request->query('limit', '50'))));

$router->post('/api/v1/appointments', fn (Request $request, Booking $booking) =>
    new JsonResponse($booking->create($request->json()->all()), 201));

$router->delete('/api/v1/appointments/{id}', fn (Booking $booking, int $id) =>
    new JsonResponse(null, $booking->delete($id) ? 204 : 404));
