/** Laravel: its migrations, its ledger and artisan. */
@NullMarked
package io.changeover.migration.laravel;

import org.jspecify.annotations.NullMarked;
