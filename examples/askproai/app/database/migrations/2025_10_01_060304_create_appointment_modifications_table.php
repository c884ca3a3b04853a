<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('appointment_modifications', function (Blueprint $table) {
            $table->id();
            $table->foreignId('company_id')->constrained()->cascadeOnDelete();
            $table->foreignId('appointment_id')->constrained()->cascadeOnDelete();
            $table->enum('modification_type', ['cancel', 'reschedule']);
            $table->boolean('within_policy');
            $table->decimal('fee_charged', 8, 2)->default(0);
            $table->timestamps();
            $table->index(['company_id', 'modification_type']);
        });
    }

    public function down(): void
    {
        Schema::drop('appointment_modifications');
    }
};
