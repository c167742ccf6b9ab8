package org.schoolapprovals.photo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.photo.Finding;
import org.schoolapprovals.photo.PhotoFacts;

/** The decision table {@code photo-clearance}, row by row. */
class PhotoClearanceTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision TABLE = table();

    private static DmnDecision table() {
        try (InputStream file = Files.newInputStream(Path.of("processes", "photo-clearance.dmn"))) {
            return ENGINE.parseDecision("photo-clearance", file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PhotoFacts facts(Set<String> holding) {
        return new PhotoFacts(
                holding.contains("notToBePublished"),
                holding.contains("pupilNamed"),
                holding.contains("classAndName"),
                holding.contains("contactDetails"),
                holding.contains("otherLinks"),
                holding.contains("consentMissing"),
                List.of(),
                List.of());
    }

    private static String result(String... holding) {
        VariableMap inputs = Variables.createVariables();
        inputs.putAll(PhotoClearance.inputs(facts(new HashSet<>(Arrays.asList(holding)))));
        return result(inputs);
    }

    private static String result(Map<String, Object> inputs) {
        return PhotoClearance.of(ENGINE.evaluateDecision(TABLE, Variables.fromMap(inputs)));
    }

    @ParameterizedTest
    @CsvSource({
        "notToBePublished, not-to-be-published",
        "pupilNamed, words-to-change",
        "classAndName, words-to-change",
        "contactDetails, words-to-change",
        "otherLinks, words-to-change",
        "consentMissing, consent-missing"
    })
    void each_fact_alone_keeps_them_from_being_cleared(String fact, String result) {
        assertThat(result(fact)).isEqualTo(result);
    }

    @Test
    void they_are_clear_only_where_no_fact_stands_against_them() {
        assertThat(result()).isEqualTo("clear");
    }

    @Test
    void what_must_not_be_published_comes_before_everything_and_words_before_consent() {
        assertThat(result("notToBePublished", "pupilNamed", "consentMissing")).isEqualTo("not-to-be-published");
        assertThat(result("contactDetails", "consentMissing")).isEqualTo("words-to-change");
    }

    @Test
    void every_result_is_a_finding_that_the_software_knows() {
        for (String fact : PhotoClearance.inputs(facts(Set.of())).keySet()) {
            assertThat(Finding.of(result(fact))).as(fact).isPresent();
        }
        assertThat(Finding.of(result())).hasValue(Finding.CLEAR);
    }

    @Test
    void a_fact_that_is_not_known_clears_nothing() {
        for (String fact : PhotoClearance.inputs(facts(Set.of())).keySet()) {
            VariableMap inputs = Variables.createVariables();
            inputs.putAll(PhotoClearance.inputs(facts(Set.of())));
            inputs.put(fact, null);
            assertThat(result(inputs)).as(fact).isEqualTo("not-to-be-published");
        }
    }
}
