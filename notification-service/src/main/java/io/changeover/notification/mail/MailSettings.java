package io.changeover.notification.mail;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether and as whom mail is sent; by which server is said by {@code spring.mail.*}.
 *
 * @param from the sender's address
 */
@Validated
@ConfigurationProperties("changeover.notification.email")
public record MailSettings(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("Changeover <changeover@localhost>") @NotBlank String from) {}
