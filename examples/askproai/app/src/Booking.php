<?php

namespace App;

use Illuminate\Database\ConnectionInterface;

/** Appointments of companies' customers. */
class Booking
{
    public function __construct(private ConnectionInterface $database)
    {
    }

    public function latest(int $limit): array
    {
        return $this->database->table('appointments')
            ->join('customers', 'customers.id', '=', 'appointments.customer_id')
            ->orderByDesc('appointments.id')
            ->limit(min($limit, 500))
            ->get(['appointments.*', 'customers.name as customer'])
            ->all();
    }

    public function create(array $booking): array
    {
        $customer = $this->database->table('customers')->find($booking['customer_id']);
        abort_if($customer === null, 422, 'There is no such customer.');
        $row = [
            'company_id' => $customer->company_id,
            'customer_id' => $customer->id,
            'starts_at' => $booking['starts_at'],
            'status' => 'booked',
        ];
        return ['id' => $this->database->table('appointments')->insertGetId($row)] + $row;
    }

    public function delete(int $id): bool
    {
        return $this->database->table('appointments')->delete($id) === 1;
    }
}
