/** The JSON form of every command, report and event. */
@NullMarked
package io.changeover.contracts.json;

import org.jspecify.annotations.NullMarked;
