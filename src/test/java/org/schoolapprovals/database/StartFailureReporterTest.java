package org.schoolapprovals.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.schoolapprovals.refusal.SettingsFault;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartFailureReporterTest {

    private final StartFailureReporter reporter = new StartFailureReporter();

    @Test
    void saysTheSentenceAndNothingElse(CapturedOutput console) {
        assertThat(reporter.reportException(new IllegalStateException("bean", new DatabaseFailure("It is so."))))
                .isTrue();

        assertThat(console.getErr().lines()).containsExactly("It is so.");
    }

    @Test
    void says_which_setting_is_at_fault(CapturedOutput console) {
        assertThat(reporter.reportException(
                        new IllegalStateException("bean", new SettingsFault("SCHOOL_PUBLIC_URL is missing."))))
                .isTrue();

        assertThat(console.getErr().lines()).containsExactly("SCHOOL_PUBLIC_URL is missing.");
    }

    @Test
    void saysWhyAGivenDatabaseCannotBeUsed(CapturedOutput console) {
        assertThat(reporter.reportException(
                        new IllegalStateException("pool", new SQLException("Connection refused.", "08001"))))
                .isTrue();

        assertThat(console.getErr().lines())
                .containsExactly(
                        "School Approvals cannot use the database that SPRING_DATASOURCE_URL names: Connection refused.");
    }

    @Test
    void leavesEveryOtherFailureToSpring(CapturedOutput console) {
        assertThat(reporter.reportException(
                        new IllegalStateException("migration", new SQLException("syntax error", "42601"))))
                .isFalse();
        assertThat(reporter.reportException(new SQLException("unknown"))).isFalse();

        assertThat(console.getErr()).isEmpty();
    }
}
