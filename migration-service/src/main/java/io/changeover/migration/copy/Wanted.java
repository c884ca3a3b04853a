package io.changeover.migration.copy;

import io.changeover.contracts.step.CopyVerification;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.target.DatabaseTarget;
import io.changeover.kit.target.SqliteTarget;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.target.Ledger;
import java.util.Set;

/**
 * What a command asks for.
 *
 * @param attempt counts the commands for the step, from 1
 * @param without tables of the source that are left alone
 */
record Wanted(
    Ledger ledger,
    int attempt,
    SqliteTarget from,
    DatabaseTarget into,
    Set<String> without,
    Rules rules,
    CopyVerification verify,
    StepContext context) {}
