package org.schoolapprovals.photo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schoolapprovals.photo.process.Case.AMEND;
import static org.schoolapprovals.photo.process.Case.BY_HAND;
import static org.schoolapprovals.photo.process.Case.CLEAR;
import static org.schoolapprovals.photo.process.Case.NOT_THERE;
import static org.schoolapprovals.photo.process.Case.OBTAIN;
import static org.schoolapprovals.photo.process.Case.TELL;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.photo.PublicationState;
import org.schoolapprovals.photo.State;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is to be seen, what is written under it and why stands in our tables. The engine has it only while a task shows it. */
@PhotoProcessTest
class NothingOfAPhotographStaysTest {

    /** The event, the caption, every reason, where it was published, and a parent. */
    private static final List<String> PERSONAL =
            List.of("Quokka", "Wombat", "Numbat", "Bilby", "Echidna", "dingo.example", "Pat Parent");

    @Autowired
    private Desk desk;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void the_school_opens() {
        desk.opensAt("2027-05-05T10:00");
        channel.opens();
    }

    @AfterEach
    void the_school_closes() {
        ClockUtil.reset();
    }

    private Map<String, Object> form(UUID... children) {
        Map<String, Object> form = desk.form("teacher", children);
        form.put("event", "Quokka day");
        form.put("caption", "The Wombats ran.");
        return form;
    }

    private static Map<String, Object> decided(String decision) {
        return Map.of("decision", decision, "reason", "The Numbat is too close.");
    }

    private void amends(Case photos, UUID... children) {
        Map<String, Object> form = new HashMap<>(form(children));
        form.put("childrenReason", "The Bilby was cropped out.");
        form.put("withdraw", false);
        photos.completes("teacher", AMEND, form);
    }

    private void assertNothingIsInTheEngine(Case photos, UUID... children) {
        assertThat(photos.open()).isEmpty();
        Stream<String> names = Stream.of(children).map(this::firstName);
        Stream.concat(PERSONAL.stream(), names)
                .forEach(personal -> assertThat(new Tables(jdbc).ofTheEngineWith(personal))
                        .as(personal)
                        .isEmpty());
        assertThat(jdbc.sql("""
                        select count(*) from act_ru_variable where name_ in ('notToBePublished', 'pupilNamed', 'consentMissing')
                        """).query(Long.class).single()).isZero();
    }

    private String firstName(UUID child) {
        return jdbc.sql("select distinct first_name from approvals.pupil_particulars where pupil = :child")
                .param("child", child)
                .query(String.class)
                .single();
    }

    @Test
    void once_no_task_is_open_the_engine_knows_nothing() {
        UUID child = desk.childWithConsent("facebook");
        UUID other = desk.child();
        Case photos = desk.submits("teacher", form(child, other));
        assertThat(new Tables(jdbc).ofTheEngineWith(firstName(other))).containsExactly("public.act_ge_bytearray");
        photos.completes("office", OBTAIN, Map.of("outcome", "not-obtained"));
        amends(photos, child);
        photos.completes("editor", CLEAR, decided("amend"));
        amends(photos, child);
        photos.completes("editor", CLEAR, decided("clear"));
        assertNothingIsInTheEngine(photos, child, other);
        photos.channelIsCalled();
        assertThat(photos.state()).isEqualTo(State.PUBLISHED);
        assertNothingIsInTheEngine(photos, child, other);

        desk.answers(child, "withdrawn", "facebook");
        photos.channelIsCalled();
        photos.completes("office", TELL, Map.of("told", true));
        assertNothingIsInTheEngine(photos, child, other);
    }

    @Test
    void what_people_did_by_hand_or_refused_or_took_back_is_not_known_either() {
        UUID child = desk.childWithConsent("facebook");
        channel.isNotConnected();
        Case byHand = desk.submits("teacher", form(child));
        byHand.completes("editor", CLEAR, decided("clear"));
        byHand.channelIsCalled();
        byHand.completes("editor", BY_HAND, Map.of("done", true, "gone", false, "link", "https://dingo.example/1"));
        assertNothingIsInTheEngine(byHand, child);
        desk.submissions().takeDown(byHand.publication().id(), "head", "The Echidna is a mistake.");
        byHand.channelIsCalled();
        byHand.completes("editor", BY_HAND, NOT_THERE);
        assertThat(byHand.publication().state()).isEqualTo(PublicationState.GONE);
        assertNothingIsInTheEngine(byHand, child);

        Case refused = desk.submits("teacher", form(child));
        refused.completes("editor", CLEAR, decided("refuse"));
        assertNothingIsInTheEngine(refused, child);

        Case withdrawn = desk.submits("teacher", form(child));
        withdrawn.completes("editor", CLEAR, decided("amend"));
        withdrawn.completes("teacher", AMEND, Map.of("withdraw", true));
        assertNothingIsInTheEngine(withdrawn, child);
    }
}
