<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('notification_configurations', function (Blueprint $table) {
            $table->id();
            $table->foreignId('company_id')->constrained()->cascadeOnDelete();
            $table->string('event_type', 60);
            $table->string('channel', 20);
            $table->boolean('enabled')->default(true);
            $table->json('settings')->nullable();
            $table->timestamps();
            $table->unique(['company_id', 'event_type', 'channel'], 'notification_configurations_event');
            $table->index(['event_type', 'enabled']);
        });
    }

    public function down(): void
    {
        Schema::drop('notification_configurations');
    }
};
