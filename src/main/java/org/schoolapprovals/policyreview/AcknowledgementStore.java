package org.schoolapprovals.policyreview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.policyreview.Acknowledgement.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what staff have confirmed. */
@Repository
class AcknowledgementStore {

    private static final String SELECT = """
            select acknowledgement.*, version.review_id from approvals.policy_acknowledgement acknowledgement
                join approvals.policy_version version on version.id = acknowledgement.version_id
            """;

    private final JdbcClient jdbc;

    AcknowledgementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets nobody else ask or drop members of staff until this transaction ends. */
    void lockAsking() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('asking staff to confirm the policy', 0))")
                .query()
                .singleRow();
    }

    void add(Acknowledgement acknowledgement) {
        jdbc.sql("""
                        insert into approvals.policy_acknowledgement (id, version_id, person, state, asked_at, ends_at, reminders,
                            confirmed_at)
                        values (:id, :version, :person, :state, :asked, :ends, 0, :confirmed)
                        """)
                .param("id", acknowledgement.id())
                .param("version", acknowledgement.version())
                .param("person", acknowledgement.person())
                .param("state", acknowledgement.state().name())
                .param("asked", Timestamp.from(acknowledgement.askedAt()))
                .param("ends", Timestamp.from(acknowledgement.end()))
                .param(
                        "confirmed",
                        acknowledgement.confirmedAt().map(Timestamp::from).orElse(null))
                .update();
    }

    void save(Acknowledgement acknowledgement) {
        jdbc.sql("""
                        update approvals.policy_acknowledgement
                        set state = :state, confirmed_at = :confirmed where id = :id
                        """)
                .param("id", acknowledgement.id())
                .param("state", acknowledgement.state().name())
                .param(
                        "confirmed",
                        acknowledgement.confirmedAt().map(Timestamp::from).orElse(null))
                .update();
    }

    void countReminder(UUID id) {
        jdbc.sql("update approvals.policy_acknowledgement set reminders = reminders + 1 where id = :id")
                .param("id", id)
                .update();
    }

    Optional<Acknowledgement> find(UUID id) {
        return jdbc.sql(SELECT + "where acknowledgement.id = :id")
                .param("id", id)
                .query(AcknowledgementStore::acknowledgement)
                .optional();
    }

    /** Reads it as it stands once everybody else is done with it; nobody else changes it until this transaction ends. */
    Optional<Acknowledgement> lock(UUID id) {
        return jdbc.sql(SELECT + "where acknowledgement.id = :id for update of acknowledgement")
                .param("id", id)
                .query(AcknowledgementStore::acknowledgement)
                .optional();
    }

    Optional<UUID> idOf(UUID version, String person) {
        return jdbc.sql("""
                        select id from approvals.policy_acknowledgement
                        where version_id = :version and person = :person and state <> 'LEFT'
                        """)
                .param("version", version)
                .param("person", person)
                .query(UUID.class)
                .optional();
    }

    /** All of a version, in the order of user names. */
    List<Acknowledgement> of(UUID version) {
        return jdbc.sql(SELECT + "where acknowledgement.version_id = :version order by acknowledgement.person")
                .param("version", version)
                .query(AcknowledgementStore::acknowledgement)
                .list();
    }

    /** All of a person, the latest first. */
    List<Acknowledgement> of(String person) {
        return jdbc.sql(SELECT + "where acknowledgement.person = :person order by acknowledgement.asked_at desc")
                .param("person", person)
                .query(AcknowledgementStore::acknowledgement)
                .list();
    }

    private static Acknowledgement acknowledgement(ResultSet row, int number) throws SQLException {
        return new Acknowledgement(
                row.getObject("id", UUID.class),
                row.getObject("version_id", UUID.class),
                row.getObject("review_id", UUID.class),
                row.getString("person"),
                Standing.valueOf(row.getString("state")),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("confirmed_at")).map(Timestamp::toInstant));
    }
}
