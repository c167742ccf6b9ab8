package org.schoolapprovals.channel.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.mock.env.MockEnvironment;

class MailboxSettingsTest {

    private static MailboxSettings given(Map<String, String> settings) {
        MockEnvironment environment = new MockEnvironment();
        settings.forEach((name, value) -> environment.setProperty("school.mailbox." + name, value));
        return MailboxSettings.of(environment);
    }

    private static Map<String, String> whole(String name, String value) {
        return Map.of("host", "imap.school.example", "user", "comments", "password", "sesame", name, value);
    }

    @Test
    void without_any_setting_there_is_no_mailbox() {
        assertThat(given(Map.of()).connected()).isFalse();
        assertThat(given(Map.of("host", " ", "user", "", "password", "")).connected())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "host, imap.school.example, SCHOOL_MAILBOX_PASSWORD and SCHOOL_MAILBOX_USER",
        "user, comments, SCHOOL_MAILBOX_HOST and SCHOOL_MAILBOX_PASSWORD",
        "password, sesame, SCHOOL_MAILBOX_HOST and SCHOOL_MAILBOX_USER"
    })
    void half_a_configuration_is_refused_and_says_what_is_missing(String name, String value, String missing) {
        assertThatThrownBy(() -> given(Map.of(name, value)))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("please set " + missing)
                .hasMessageNotContaining("sesame");
    }

    @Test
    void tls_is_on_unless_switched_off_and_decides_the_port() {
        assertThat(given(whole("poll", "PT1M"))).extracting("tls", "port").containsExactly(true, 993);
        assertThat(given(whole("tls", "false"))).extracting("tls", "port").containsExactly(false, 143);
        assertThat(given(whole("port", "3993"))).extracting("tls", "port").containsExactly(true, 3993);
    }

    @ParameterizedTest
    @CsvSource({
        "tls, yes",
        "tls, FALSE",
        "tls, ''",
        "port, 0",
        "port, 65536",
        "port, -1",
        "port, imap",
        "port, ''",
        "poll, often",
        "poll, PT0S",
        "poll, -PT1M",
        "poll, ''"
    })
    void what_makes_no_sense_is_refused_and_named(String name, String value) {
        assertThatThrownBy(() -> given(whole(name, value)))
                .isInstanceOf(SettingsFault.class)
                .hasMessageStartingWith("SCHOOL_MAILBOX_" + name.toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void the_password_is_not_in_what_logs_say() {
        assertThat(given(whole("port", "3993"))).hasToString("comments at imap.school.example:3993");
    }
}
