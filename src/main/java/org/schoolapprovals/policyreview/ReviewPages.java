package org.schoolapprovals.policyreview;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolapprovals.report.RequestPages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leads from the numbers of a report to the pages of reviews, as long as these are kept. */
@Repository
class ReviewPages implements RequestPages {

    private final JdbcClient jdbc;

    ReviewPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String process() {
        return Review.PROCESS;
    }

    @Override
    public Map<UUID, String> of(String viewerId, Collection<UUID> requestIds) {
        return jdbc
                .sql("select id from approvals.policy_review where id in (:ids)")
                .param("ids", requestIds)
                .query(UUID.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Function.identity(), id -> "/policy/reviews/" + id));
    }
}
