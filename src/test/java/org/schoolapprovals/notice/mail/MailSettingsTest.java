package org.schoolapprovals.notice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.mock.env.MockEnvironment;

class MailSettingsTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void without_a_mail_server_there_is_nothing_to_set() {
        assertThat(MailSettings.of(environment).on()).isFalse();
        assertThat(MailSettings.of(environment.withProperty("spring.mail.host", " "))
                        .on())
                .isFalse();
    }

    @Test
    void a_mail_server_without_the_public_address_is_refused_and_says_what_is_missing() {
        environment.withProperty("spring.mail.host", "smtp.school.example");

        assertThatThrownBy(() -> MailSettings.of(environment))
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining("SPRING_MAIL_HOST is set but SCHOOL_PUBLIC_URL is not");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approvals.school.example",
                "//approvals.school.example",
                "ftp://approvals.school.example",
                "javascript:alert(1)",
                "https://",
                "https:///approvals",
                "https://user@approvals.school.example",
                "https://user:secret@approvals.school.example",
                "https://approvals.school.example?x=y",
                "https://approvals.school.example/#x",
                "https://approvals.school.example/../other",
                "https://approvals.school.example/a/./b",
                "https://approvals.school.example/%2e%2e/other",
                "https://approvals.school.example//other.example",
                "https://approvals.school.example/a;b",
                "https://approvals.school.example\\other",
                "https://approvals.school.example:port",
                "https://approvals school.example",
                "https://approvals.school.example\nX: y"
            })
    void what_is_no_plain_web_address_is_refused(String url) {
        environment.withProperty("school.public-url", url);

        assertThatThrownBy(() -> MailSettings.of(environment))
                .isInstanceOf(SettingsFault.class)
                .hasMessageStartingWith("SCHOOL_PUBLIC_URL")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://approvals.school.example, https://approvals.school.example",
        "https://approvals.school.example/, https://approvals.school.example",
        "http://localhost:8080, http://localhost:8080",
        "http://10.0.0.7:8080/approvals/, http://10.0.0.7:8080/approvals",
        "https://[2001:db8::1]:8443, https://[2001:db8::1]:8443"
    })
    void a_plain_web_address_is_taken_without_the_slash_at_its_end(String url, String taken) {
        assertThat(MailSettings.of(environment.withProperty("school.public-url", url))
                        .publicUrl())
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "office@school.example, other@school.example, office@school.example",
        "'', mailer@school.example, mailer@school.example",
        "'', mailer, school-approvals@approvals.school.example",
        "'', '', school-approvals@approvals.school.example"
    })
    void mails_come_from_the_given_address_or_the_account_or_the_host(String from, String account, String sender) {
        environment
                .withProperty("school.public-url", "https://approvals.school.example")
                .withProperty("spring.mail.properties.mail.from", from)
                .withProperty("spring.mail.username", account);

        assertThat(MailSettings.of(environment).from()).isEqualTo(sender);
    }

    @Test
    void a_sender_that_is_no_address_is_refused() {
        environment
                .withProperty("school.public-url", "https://approvals.school.example")
                .withProperty("spring.mail.properties.mail.from", "The office");

        assertThatThrownBy(() -> MailSettings.of(environment))
                .isInstanceOf(SettingsFault.class)
                .hasMessageStartingWith("SPRING_MAIL_PROPERTIES_MAIL_FROM");
    }
}
