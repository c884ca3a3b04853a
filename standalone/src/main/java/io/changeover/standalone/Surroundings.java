package io.changeover.standalone;

import io.changeover.embedded.LocalDatabase;
import io.changeover.testsupport.mail.MailCatcher;
import io.changeover.testsupport.slack.FakeSlack;
import java.nio.file.Path;

/** What the services find around them. */
record Surroundings(
    Path data, LocalDatabase database, String kafka, FakeSlack slack, MailCatcher mail) {}
