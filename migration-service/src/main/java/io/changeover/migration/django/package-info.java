/** Django: its migrations, its ledger and manage.py. */
@NullMarked
package io.changeover.migration.django;

import org.jspecify.annotations.NullMarked;
