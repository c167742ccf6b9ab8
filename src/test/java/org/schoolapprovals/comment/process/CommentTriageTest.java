package org.schoolapprovals.comment.process;

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
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolapprovals.comment.Triage;
import org.schoolapprovals.comment.TriageFacts;

/** The decision table {@code comment-triage}, row by row. */
class CommentTriageTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision TABLE = table();

    private static DmnDecision table() {
        try (InputStream file = Files.newInputStream(Path.of("processes", "comment-triage.dmn"))) {
            return ENGINE.parseDecision("comment-triage", file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static TriageFacts facts(Set<String> holding, Map<String, List<String>> found) {
        return new TriageFacts(
                holding.contains("namesPupil"),
                holding.contains("namesStaff"),
                holding.contains("aboutHead"),
                holding.contains("contactDetails"),
                holding.contains("otherLink"),
                holding.contains("abusive"),
                holding.contains("safeguarding"),
                holding.contains("authorReportedBefore"),
                holding.contains("onlyEmoji"),
                holding.contains("hiddenMarks"),
                holding.contains("ourOwn"),
                holding.contains("inPublic"),
                found);
    }

    private static Triage triage(String... holding) {
        return triage(Map.of(), holding);
    }

    private static Triage triage(Map<String, List<String>> found, String... holding) {
        Set<String> held = new HashSet<>(Arrays.asList(holding));
        TriageFacts facts = facts(held, found);
        VariableMap inputs = Variables.createVariables();
        inputs.putAll(CommentTriage.inputs(facts, held.contains("attachment")));
        return CommentTriage.of(rows(inputs), facts);
    }

    private static DmnDecisionResult rows(VariableMap inputs) {
        return ENGINE.evaluateDecision(TABLE, inputs);
    }

    @ParameterizedTest
    @CsvSource({
        "safeguarding,         90, true,  true,  Signs of a safeguarding concern",
        "abusive,              90, true,  true,  Abusive words",
        "aboutHead,            60, false, true,  Speaks of the head teacher",
        "namesPupil,           60, false, true,  May name a pupil",
        "namesStaff,           60, false, true,  May name a member of staff",
        "contactDetails,       60, false, true,  Contact details",
        "otherLink,            60, false, true,  A link to a site that the school has not agreed",
        "attachment,           60, false, true,  A picture or film",
        "authorReportedBefore, 60, false, true,  By an author who was reported before",
        "hiddenMarks,          60, false, true,  Hidden marks",
        "onlyEmoji,            40, false, false, Only emoji",
    })
    void each_fact_alone_gives_its_own_reason(
            String fact, int priority, boolean urgent, boolean flagged, String reason) {
        Triage triage = triage(fact);

        assertThat(triage.reasons()).singleElement().asString().startsWith(reason);
        assertThat(triage.priority()).isEqualTo(priority);
        assertThat(triage.urgent()).isEqualTo(urgent);
        assertThat(triage.flagged()).isEqualTo(flagged);
        assertThat(triage.aboutHead()).isEqualTo(fact.equals("aboutHead"));
    }

    @Test
    void where_nothing_is_found_it_says_so_and_is_harmless() {
        Triage triage = triage();

        assertThat(triage.reasons()).containsExactly("Nothing was found");
        assertThat(triage).extracting(Triage::priority).isEqualTo(40);
        assertThat(triage.urgent()).isFalse();
        assertThat(triage.flagged()).isFalse();
        assertThat(triage("inPublic")).isEqualTo(triage);
    }

    @Test
    void the_schools_own_in_which_nothing_is_found_is_harmless_too() {
        Triage triage = triage("ourOwn");

        assertThat(triage.reasons()).containsExactly("The school\u2019s own comment (P6)", "Nothing was found");
        assertThat(triage.priority()).isEqualTo(40);
        assertThat(triage.flagged()).isFalse();
    }

    @Test
    void the_schools_own_is_flagged_for_what_is_found_in_it() {
        assertThat(triage("ourOwn", "namesPupil").flagged()).isTrue();
        assertThat(triage("ourOwn", "namesPupil").reasons()).doesNotContain("Nothing was found");
    }

    @Test
    void of_several_facts_every_reason_is_told_the_gravest_first_and_the_gravest_sets_the_priority() {
        Triage triage = triage("onlyEmoji", "namesPupil", "abusive");

        assertThat(triage.reasons()).containsExactly("Abusive words (S6)", "May name a pupil (S4)", "Only emoji (S2)");
        assertThat(triage.priority()).isEqualTo(90);
        assertThat(triage.urgent()).isTrue();
        assertThat(triage.flagged()).isTrue();
    }

    @Test
    void a_reason_says_what_was_found() {
        assertThat(triage(Map.of("contactDetails", List.of("a phone number", "a postcode")), "contactDetails")
                        .reasons())
                .containsExactly("Contact details (S4): a phone number, a postcode");
    }

    @Test
    void what_the_table_knows_no_row_for_is_for_people_to_look_at_closely() {
        Triage triage = CommentTriage.of(
                rows(Variables.createVariables().putValue("abusive", null)), facts(Set.of(), Map.of()));

        assertThat(triage.flagged()).isTrue();
        assertThat(triage.reasons()).hasSize(1);
    }
}
