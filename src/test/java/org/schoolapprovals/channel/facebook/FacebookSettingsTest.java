package org.schoolapprovals.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class FacebookSettingsTest {

    private static final Map<String, Object> WHOLE = Map.of(
            "SCHOOL_FACEBOOK_PAGE_ID", "4711",
            "SCHOOL_FACEBOOK_PAGE_TOKEN", "token-4711",
            "SCHOOL_FACEBOOK_APP_SECRET", "secret-4711",
            "SCHOOL_FACEBOOK_VERIFY_TOKEN", "verify-4711");

    @Test
    void without_any_setting_the_page_is_not_connected() {
        assertThat(settings(Map.of()).connected()).isFalse();
    }

    @Test
    void blank_settings_are_none() {
        assertThat(settings(Map.of("SCHOOL_FACEBOOK_PAGE_ID", " ", "SCHOOL_FACEBOOK_PAGE_TOKEN", ""))
                        .connected())
                .isFalse();
    }

    @Test
    void the_four_settings_connect_the_page() {
        FacebookSettings settings = settings(WHOLE);

        assertThat(settings.connected()).isTrue();
        assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.graphUrl()).startsWith("https://graph.facebook.com/v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SCHOOL_FACEBOOK_PAGE_ID",
                "SCHOOL_FACEBOOK_PAGE_TOKEN",
                "SCHOOL_FACEBOOK_APP_SECRET",
                "SCHOOL_FACEBOOK_VERIFY_TOKEN"
            })
    void half_a_connection_is_refused_in_one_sentence_that_names_what_is_missing(String missing) {
        Map<String, Object> half = new HashMap<>(WHOLE);
        half.remove(missing);

        assertRefused(half, "please set " + missing + " too");
    }

    @Test
    void all_that_is_missing_is_named() {
        assertRefused(
                Map.of("SCHOOL_FACEBOOK_PAGE_ID", "4711"),
                "please set SCHOOL_FACEBOOK_PAGE_TOKEN, SCHOOL_FACEBOOK_APP_SECRET, SCHOOL_FACEBOOK_VERIFY_TOKEN too");
    }

    @ParameterizedTest
    @CsvSource({
        "SCHOOL_FACEBOOK_PAGE_ID, ../me",
        "SCHOOL_FACEBOOK_PAGE_TOKEN, to ken",
        "SCHOOL_FACEBOOK_GRAPH_URL, graph.facebook.com",
        "SCHOOL_FACEBOOK_GRAPH_URL, file:///etc/passwd",
        "SCHOOL_FACEBOOK_POLL, often",
        "SCHOOL_FACEBOOK_POLL, PT0S",
        "SCHOOL_FACEBOOK_POLL, -PT5M"
    })
    void a_setting_that_cannot_be_is_refused_by_its_name(String name, String value) {
        Map<String, Object> wrong = new HashMap<>(WHOLE);
        wrong.put(name, value);

        assertRefused(wrong, name);
    }

    @Test
    void the_settings_show_no_secret() {
        assertThat(settings(WHOLE).toString()).doesNotContain("token-", "secret-", "verify-");
    }

    private static void assertRefused(Map<String, Object> environment, String words) {
        assertThatThrownBy(() -> settings(environment))
                .rootCause()
                .isInstanceOf(SettingsFault.class)
                .hasMessageContaining(words)
                .hasMessageNotContainingAny("token-4711", "secret-4711", "to ken");
    }

    private static FacebookSettings settings(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("school.facebook", FacebookSettings.class);
    }
}
