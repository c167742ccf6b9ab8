package org.schoolapprovals.policyreview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.schoolapprovals.policyreview.document.DocumentKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the policy's versions and of the files that they are. */
@Repository
class VersionStore {

    private static final String DOCUMENT_COLUMNS = """
            document.id as document_id, document.file_name, document.kind, document.size, document.sha256,
            document.text is not null as readable, document.uploader, document.uploaded_at
            """;

    private static final String VERSIONS = "select version.*, " + DOCUMENT_COLUMNS
            + " from approvals.policy_version version join approvals.policy_document document on document.id = version.document_id ";

    private final JdbcClient jdbc;

    VersionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next reference of the year. Whoever asks at the same time waits until this transaction ends, so no number is lost. */
    String nextReference(int year) {
        int number = jdbc.sql("""
                        insert into approvals.policy_version_number as given (year, last) values (:year, 1)
                        on conflict (year) do update set last = given.last + 1
                        returning last
                        """).param("year", year).query(Integer.class).single();
        return String.format(Locale.ROOT, "POL-%04d-%04d", year, number);
    }

    /** Lets nobody else publish a version until this transaction ends. */
    void lockPublishing() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('publishing of a policy version', 0))")
                .query()
                .singleRow();
    }

    /** @param review empty for the version in hand */
    void add(PolicyDocument document, Optional<UUID> review, Optional<String> text, byte[] bytes) {
        jdbc.sql("""
                        insert into approvals.policy_document (id, review_id, uploader, uploaded_at, file_name, kind, size, sha256, text)
                        values (:id, :review, :uploader, :uploadedAt, :fileName, :kind, :size, :sha256, :text)
                        """)
                .param("id", document.id())
                .param("review", review.orElse(null))
                .param("uploader", document.uploader())
                .param("uploadedAt", Timestamp.from(document.uploadedAt()))
                .param("fileName", document.fileName())
                .param("kind", document.kind().value())
                .param("size", document.size())
                .param("sha256", document.sha256())
                .param("text", text.orElse(null))
                .update();
        jdbc.sql("insert into approvals.policy_document_content (document_id, bytes) values (:id, :bytes)")
                .param("id", document.id())
                .param("bytes", bytes)
                .update();
    }

    int unused(UUID review) {
        return jdbc.sql("""
                        select count(*) from approvals.policy_document document where review_id = :review
                            and not exists (select from approvals.policy_review_round where draft_document = document.id)
                        """).param("review", review).query(Integer.class).single();
    }

    /** Drafts, uploaded before this, that were handed in to nobody. */
    void deleteUnused(Instant before) {
        jdbc.sql("""
                        delete from approvals.policy_document document where uploaded_at < :before
                            and not exists (select from approvals.policy_review_round where draft_document = document.id)
                            and not exists (select from approvals.policy_version where document_id = document.id)
                        """).param("before", Timestamp.from(before)).update();
    }

    Optional<PolicyDocument> document(UUID id) {
        return jdbc.sql("select " + DOCUMENT_COLUMNS + " from approvals.policy_document document where id = :id")
                .param("id", id)
                .query((row, number) -> document(row))
                .optional();
    }

    Optional<UUID> reviewOf(UUID document) {
        return jdbc.sql("select review_id from approvals.policy_document where id = :id and review_id is not null")
                .param("id", document)
                .query(UUID.class)
                .optional();
    }

    Optional<String> text(UUID document) {
        return jdbc.sql("select text from approvals.policy_document where id = :id and text is not null")
                .param("id", document)
                .query(String.class)
                .optional();
    }

    byte[] bytes(UUID document) {
        return jdbc.sql("select bytes from approvals.policy_document_content where document_id = :id")
                .param("id", document)
                .query(byte[].class)
                .single();
    }

    void add(PolicyVersion version) {
        jdbc.sql("""
                        insert into approvals.policy_version (id, number, reference, review_id, document_id, change_summary, substantive,
                            drafted_by, approved_by, published_at, in_force_from, review_due)
                        values (:id, :number, :reference, :review, :document, :changeSummary, :substantive,
                            :draftedBy, :approvedBy, :publishedAt, :inForceFrom, :reviewDue)
                        """)
                .param("id", version.id())
                .param("number", version.number())
                .param("reference", version.reference())
                .param("review", version.review().orElse(null))
                .param("document", version.document().id())
                .param("changeSummary", version.changeSummary())
                .param("substantive", version.substantive())
                .param("draftedBy", version.draftedBy())
                .param("approvedBy", version.approvedBy().orElse(null))
                .param("publishedAt", Timestamp.from(version.publishedAt()))
                .param("inForceFrom", version.inForceFrom())
                .param("reviewDue", version.reviewDue())
                .update();
    }

    Optional<PolicyVersion> find(UUID id) {
        return jdbc.sql(VERSIONS + "where version.id = :id")
                .param("id", id)
                .query(VersionStore::version)
                .optional();
    }

    /** All that were published by this moment, the latest first. */
    List<PolicyVersion> all(Instant asAt) {
        return jdbc.sql(VERSIONS + "where version.published_at <= :asAt order by version.number desc")
                .param("asAt", Timestamp.from(asAt))
                .query(VersionStore::version)
                .list();
    }

    private static PolicyVersion version(ResultSet row, int number) throws SQLException {
        return new PolicyVersion(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                row.getString("reference"),
                Optional.ofNullable(row.getObject("review_id", UUID.class)),
                document(row),
                row.getString("change_summary"),
                row.getBoolean("substantive"),
                row.getString("drafted_by"),
                Optional.ofNullable(row.getString("approved_by")),
                row.getTimestamp("published_at").toInstant(),
                row.getObject("in_force_from", LocalDate.class),
                row.getObject("review_due", LocalDate.class));
    }

    private static PolicyDocument document(ResultSet row) throws SQLException {
        return new PolicyDocument(
                row.getObject("document_id", UUID.class),
                row.getString("file_name"),
                DocumentKind.of(row.getString("kind")),
                row.getInt("size"),
                row.getString("sha256"),
                row.getBoolean("readable"),
                row.getString("uploader"),
                row.getTimestamp("uploaded_at").toInstant());
    }
}
