<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('callback_requests', function (Blueprint $table) {
            $table->id();
            $table->foreignId('company_id')->constrained()->cascadeOnDelete();
            $table->foreignId('customer_id')->nullable()->constrained()->nullOnDelete();
            $table->string('phone_number', 40);
            $table->string('status', 20)->default('pending');
            $table->string('priority', 10)->default('normal');
            $table->dateTime('expires_at');
            $table->timestamps();
            $table->index(['company_id', 'status', 'expires_at']);
        });
    }

    public function down(): void
    {
        Schema::drop('callback_requests');
    }
};
