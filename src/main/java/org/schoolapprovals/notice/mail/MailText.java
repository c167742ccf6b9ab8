package org.schoolapprovals.notice.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.schoolapprovals.notice.mail.Outbox.Mail;
import org.schoolapprovals.people.Person;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** What a mail says, in plain text and in HTML. */
@Component
class MailText {

    private final ITemplateEngine templates;
    private final MailSettings settings;
    private final String schoolName;

    MailText(ITemplateEngine templates, MailSettings settings, @Value("${school.name}") String schoolName) {
        this.templates = templates;
        this.settings = settings;
        this.schoolName = schoolName;
    }

    /** A mail in words. */
    record Text(String subject, String plain, String html) {

        MimeMultipart alternatives() throws MessagingException {
            MimeMultipart alternatives = new MimeMultipart("alternative");
            alternatives.addBodyPart(part(plain, "plain"));
            alternatives.addBodyPart(part(html, "html"));
            return alternatives;
        }

        private static MimeBodyPart part(String text, String subtype) throws MessagingException {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(text, StandardCharsets.UTF_8.name(), subtype);
            return part;
        }
    }

    /** One notice in a mail. */
    record Line(String subject, String sentence, String url) {}

    Text of(Mail mail, Person person) {
        List<Line> lines = mail.entries().stream()
                .map(entry -> new Line(entry.subject(), entry.sentence(), settings.publicUrl() + entry.link()))
                .toList();
        Context values = new Context(
                Locale.UK,
                Map.of(
                        "name",
                        person.name(),
                        "lines",
                        lines,
                        "home",
                        settings.publicUrl() + "/",
                        "school",
                        schoolName));
        return new Text(
                lines.size() == 1 ? lines.get(0).subject() : lines.size() + " new notices for you",
                templates.process("notice/mail.txt", values),
                templates.process("notice/mail", values));
    }
}
