package io.changeover.notification.mail;

import io.changeover.contracts.DeploymentId;
import io.changeover.notification.LinkSettings;
import io.changeover.notification.notice.Notice;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Mails from templates, which escape whatever is put in. The template engine is one of its own: the
 * templates lie beside this service's classes, whatever else is on the class path.
 */
@Component
class MailTexts {
  private static final int LONGEST_SUBJECT = 200;

  private final TemplateEngine html = engine(TemplateMode.HTML, ".html");
  private final TemplateEngine text = engine(TemplateMode.TEXT, ".txt");
  private final LinkSettings links;

  MailTexts(LinkSettings links) {
    this.links = links;
  }

  private static TemplateEngine engine(TemplateMode mode, String suffix) {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(MailTexts.class.getClassLoader());
    resolver.setPrefix("mail/");
    resolver.setSuffix(suffix);
    resolver.setTemplateMode(mode);
    resolver.setCharacterEncoding("UTF-8");
    TemplateEngine engine = new org.thymeleaf.spring6.SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }

  /** One line; what happened comes first, for a list of mails shows no more. */
  String subject(Notice notice) {
    String subject =
        "%s %s – %s"
            .formatted(notice.tone().sign(), notice.headline(), notice.title())
            .replaceAll("[\\s\\p{Cntrl}]+", " ");
    return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT);
  }

  String html(DeploymentId deployment, Notice notice) {
    return html.process("notice", context(deployment, notice));
  }

  String text(DeploymentId deployment, Notice notice) {
    return text.process("notice", context(deployment, notice));
  }

  private Context context(DeploymentId deployment, Notice notice) {
    return new Context(
        Locale.ROOT,
        Map.of(
            "notice",
            notice,
            "sign",
            notice.tone().sign(),
            "deployment",
            deployment.value(),
            "page",
            links.page(deployment).orElse("")));
  }
}
