<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('callback_escalations', function (Blueprint $table) {
            $table->id();
            $table->foreignId('company_id')->constrained()->cascadeOnDelete();
            $table->foreignId('callback_request_id')->constrained()->cascadeOnDelete();
            $table->string('reason', 40);
            $table->dateTime('escalated_at');
            $table->dateTime('resolved_at')->nullable();
            $table->timestamps();
            $table->index(['company_id', 'resolved_at']);
        });
    }

    public function down(): void
    {
        Schema::drop('callback_escalations');
    }
};
