package org.schoolapprovals.notice.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.core.env.Environment;

/**
 * How notices are mailed.
 *
 * @param on whether there is a mail server
 * @param publicUrl the address under which people reach the application, without a slash at its end; empty for none
 * @param from the sender's address
 */
record MailSettings(boolean on, String publicUrl, String from) {

    /** A path is for an application that stands below one; nothing in it climbs, and nothing is encoded. */
    private static final Pattern URL =
            Pattern.compile("https?://([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?"
                    + "(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?");

    /** @throws SettingsFault naming what is missing or wrong */
    static MailSettings of(Environment environment) {
        boolean on = !text(environment, "spring.mail.host").isEmpty();
        String url = text(environment, "school.public-url");
        if (url.isEmpty()) {
            if (on) {
                throw new SettingsFault(
                        "SPRING_MAIL_HOST is set but SCHOOL_PUBLIC_URL is not: please give the address under"
                                + " which people reach School Approvals, such as https://approvals.school.example, for the links in"
                                + " mails.");
            }
            return new MailSettings(false, "", "");
        }
        if (!URL.matcher(url).matches()) {
            throw new SettingsFault(
                    "SCHOOL_PUBLIC_URL is not an address that people could open: please give the whole address"
                            + " with http or https, such as https://approvals.school.example.");
        }
        return new MailSettings(
                on, url.replaceAll("/$", ""), from(environment, URI.create(url).getHost()));
    }

    private static String from(Environment environment, String host) {
        String given = text(environment, "spring.mail.properties.mail.from");
        if (!given.isEmpty()) {
            return address(given)
                    .orElseThrow(() -> new SettingsFault(
                            "SPRING_MAIL_PROPERTIES_MAIL_FROM is not an e-mail address: please give the one that"
                                    + " notices are sent from, such as approvals@school.example."));
        }
        return address(text(environment, "spring.mail.username")).orElse("school-approvals@" + host);
    }

    /** The text as one e-mail address; empty for anything else. */
    static Optional<String> address(String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            return text.contains("@") && text.equals(address.getAddress()) ? Optional.of(text) : Optional.empty();
        } catch (AddressException none) {
            return Optional.empty();
        }
    }

    /** The host in the ids of our mails. */
    String host() {
        return URI.create(publicUrl).getHost();
    }

    private static String text(Environment environment, String name) {
        return environment.getProperty(name, "").strip();
    }
}
