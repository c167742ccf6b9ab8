package org.schoolapprovals.channel.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * Where the staff account's mailbox is.
 *
 * @param connected whether there is one at all
 * @param tls whether to speak TLS from the first byte; never off where people's mail is
 */
record MailboxSettings(boolean connected, String host, int port, boolean tls, String user, String password) {

    private static final String PREFIX = "school.mailbox.";
    private static final int PORT_WITH_TLS = 993;
    private static final int PORT_WITHOUT_TLS = 143;

    /** @throws SettingsFault naming what is missing or wrong */
    static MailboxSettings of(Environment environment) {
        Map<String, String> needed = new TreeMap<>();
        for (String name : List.of("host", "user", "password")) {
            needed.put(name, environment.getProperty(PREFIX + name, ""));
        }
        List<String> missing = new ArrayList<>();
        needed.forEach((name, value) -> {
            if (value.isBlank()) {
                missing.add(variable(name));
            }
        });
        boolean tls = tls(environment);
        int port = port(environment, tls);
        checkPoll(environment);
        if (missing.size() == needed.size()) {
            return new MailboxSettings(false, "", 0, true, "", "");
        }
        if (!missing.isEmpty()) {
            throw new SettingsFault("The mailbox of the staff account is configured by half: please set "
                    + String.join(" and ", missing) + " too, or none of SCHOOL_MAILBOX_HOST, SCHOOL_MAILBOX_USER and"
                    + " SCHOOL_MAILBOX_PASSWORD.");
        }
        return new MailboxSettings(
                true, needed.get("host").strip(), port, tls, needed.get("user").strip(), needed.get("password"));
    }

    private static boolean tls(Environment environment) {
        String given = environment.getProperty(PREFIX + "tls", "true").strip();
        if (!given.equals("true") && !given.equals("false")) {
            throw new SettingsFault("SCHOOL_MAILBOX_TLS takes true or false only.");
        }
        return given.equals("true");
    }

    private static int port(Environment environment, boolean tls) {
        String given = environment
                .getProperty(PREFIX + "port", String.valueOf(tls ? PORT_WITH_TLS : PORT_WITHOUT_TLS))
                .strip();
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > 65_535) {
            throw new SettingsFault("SCHOOL_MAILBOX_PORT takes a number from 1 to 65535.");
        }
        return Integer.parseInt(given);
    }

    private static void checkPoll(Environment environment) {
        String given = environment.getProperty(PREFIX + "poll", "PT1M");
        try {
            if (DurationStyle.detectAndParse(given).compareTo(Duration.ofSeconds(1)) >= 0) {
                return;
            }
        } catch (IllegalArgumentException none) {
            // Said below.
        }
        throw new SettingsFault(
                "SCHOOL_MAILBOX_POLL takes the time between two looks into the mailbox, such as PT1M for a"
                        + " minute.");
    }

    private static String variable(String name) {
        return "SCHOOL_MAILBOX_" + name.toUpperCase(java.util.Locale.ROOT);
    }

    /** What is written in logs: no password. */
    @Override
    public String toString() {
        return connected ? user + " at " + host + ":" + port : "none";
    }
}
