<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('policy_configurations', function (Blueprint $table) {
            $table->id();
            $table->foreignId('company_id')->constrained()->cascadeOnDelete();
            $table->enum('policy_type', ['cancellation', 'reschedule', 'recurring']);
            $table->json('rules');
            $table->foreignId('overrides_id')->nullable()->constrained('policy_configurations')->nullOnDelete();
            $table->timestamps();
            $table->index(['company_id', 'policy_type']);
        });
    }

    public function down(): void
    {
        Schema::drop('policy_configurations');
    }
};
