package org.schoolapprovals.photo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.schoolapprovals.photo.process.Case.AMEND;
import static org.schoolapprovals.photo.process.Case.CLEAR;
import static org.schoolapprovals.photo.process.Case.CLEARED;
import static org.schoolapprovals.photo.process.Case.REFUSED;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.engine.PulledPlug;
import org.schoolapprovals.engine.Tables;
import org.schoolapprovals.photo.EventType;
import org.schoolapprovals.photo.State;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People, the register and the software at work on the same photographs at once, and what a power cut leaves behind. */
@PhotoProcessTest
class PhotosAtTheSameMomentTest {

    @Autowired
    private Desk desk;

    @Autowired
    private FakeChannel channel;

    @Autowired
    private PulledPlug plug;

    @Autowired
    private JdbcClient jdbc;

    private UUID child;
    private Case photos;

    @BeforeEach
    void photographs_are_submitted() {
        desk.opensAt("2027-05-05T10:00");
        channel.opens();
        child = desk.childWithConsent("facebook");
        photos = desk.submitted(child);
    }

    @AfterEach
    void the_school_closes() {
        plug.putBack();
        ClockUtil.reset();
    }

    private void elsewhere(Runnable deed) {
        CompletableFuture.runAsync(deed).join();
    }

    @Test
    void whoever_clears_photographs_whose_consent_is_just_being_withdrawn_is_told_and_nothing_is_cleared() {
        Task clearing = photos.task(CLEAR);
        plug.meanwhile(CLEAR, () -> elsewhere(() -> desk.answers(child, "withdrawn", "facebook")));

        assertThatThrownBy(() -> desk.submits("editor", clearing, CLEARED)).isInstanceOf(RefusedException.class);

        assertThat(photos.state()).isEqualTo(State.TO_AMEND);
        assertThat(photos.open()).containsExactly(AMEND);
        assertThat(photos.decisions()).isEmpty();
    }

    @Test
    void of_two_who_decide_at_the_same_moment_one_does_and_the_other_is_told() {
        Task clearing = photos.task(CLEAR);
        plug.meanwhile(CLEAR, () -> elsewhere(() -> desk.submits("co-editor", clearing, REFUSED)));

        assertThatThrownBy(() -> desk.submits("editor", clearing, CLEARED)).isInstanceOf(RefusedException.class);

        assertThat(photos.state()).isEqualTo(State.REFUSED);
        assertThat(photos.decisions()).hasSize(1);
    }

    @Test
    void a_power_cut_between_the_call_and_the_record_leaves_it_published_once_and_recorded_once() {
        photos.completes("editor", CLEAR, CLEARED);
        plug.pullBefore("EndEvent_EffectCarriedOut");
        assertThatThrownBy(photos::channelIsCalled).hasMessageContaining("pulled the plug");
        assertThat(photos.state()).isEqualTo(State.CLEARED);

        plug.putBack();
        photos.channelIsCalled();
        photos.endedAt("EndEvent_PhotosPublished", State.PUBLISHED);
        assertThat(channel.posts()).hasSize(1);
        assertThat(photos.story()).containsOnlyOnce(EventType.PUBLISHED);
    }

    @Test
    void a_decision_and_its_token_move_together_or_not_at_all() {
        Task clearing = photos.task(CLEAR);
        plug.pullBefore("EndEvent_RefusalDecided");
        Tables tables = new Tables(jdbc);
        var before = tables.contents();

        assertThatThrownBy(() -> desk.submits("editor", clearing, REFUSED)).hasMessageContaining("pulled the plug");

        assertThat(tables.contents()).isEqualTo(before);
    }

    @Test
    void a_withdrawal_is_not_recorded_where_the_photographs_cannot_be_taken_down() {
        photos.completes("editor", CLEAR, CLEARED);
        photos.channelIsCalled();
        var before = photos.publication().state();
        desk.engine().getRepositoryService().suspendProcessDefinitionByKey("photo-takedown");
        try {
            assertThatThrownBy(() -> desk.answers(child, "withdrawn", "facebook"))
                    .isInstanceOf(RuntimeException.class);
        } finally {
            desk.engine().getRepositoryService().activateProcessDefinitionByKey("photo-takedown");
        }
        assertThat(photos.publication().state()).isEqualTo(before);
    }
}
