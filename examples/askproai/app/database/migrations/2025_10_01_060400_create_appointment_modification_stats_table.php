<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('appointment_modification_stats', function (Blueprint $table) {
            $table->id();
            $table->foreignId('company_id')->constrained()->cascadeOnDelete();
            $table->foreignId('customer_id')->constrained()->cascadeOnDelete();
            $table->enum('stat_type', ['cancel', 'reschedule']);
            $table->date('period_start');
            $table->date('period_end');
            $table->unsignedInteger('count')->default(0);
            $table->timestamps();
            $table->unique(['customer_id', 'stat_type', 'period_start'], 'appointment_modification_stats_period');
            $table->index(['company_id', 'period_start']);
        });
    }

    public function down(): void
    {
        Schema::drop('appointment_modification_stats');
    }
};
