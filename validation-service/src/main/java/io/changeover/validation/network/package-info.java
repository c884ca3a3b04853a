/** Checks of what surrounds an application: its name, certificate, mail server and broker. */
@NullMarked
package io.changeover.validation.network;

import org.jspecify.annotations.NullMarked;
