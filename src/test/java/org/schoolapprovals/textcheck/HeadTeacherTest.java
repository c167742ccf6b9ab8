package org.schoolapprovals.textcheck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTeacherTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "our head teacher is great",
                "The HEADTEACHER",
                "head-teacher’s letter",
                "two headteachers",
                "ask the headmistress",
                "ask the headmaster",
                "the head is useless",
                "Ask the Head",
                "our new head has changed everything"
            })
    void the_head_teacher_is_spoken_of_by_title(String text) {
        assertThat(HeadTeacher.isSpokenOfIn(FoldedText.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the deputy head teacher",
                "Assistant Headteacher",
                "the head of the queue",
                "The Head of Year",
                "he bumped his head",
                "head lice again",
                "a head start",
                "HEAD",
                "the teacher"
            })
    void other_heads_are_not_the_head_teacher(String text) {
        assertThat(HeadTeacher.isSpokenOfIn(FoldedText.of(text))).isFalse();
    }
}
