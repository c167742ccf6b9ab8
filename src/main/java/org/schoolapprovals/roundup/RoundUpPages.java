package org.schoolapprovals.roundup;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.schoolapprovals.report.RequestPages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leads from the numbers of a report to the pages of round-ups, as long as these are kept. */
@Repository
class RoundUpPages implements RequestPages {

    private final JdbcClient jdbc;

    RoundUpPages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String process() {
        return RoundUp.PROCESS;
    }

    @Override
    public Map<UUID, String> of(String viewerId, Collection<UUID> requestIds) {
        Map<UUID, String> pages = new HashMap<>();
        jdbc.sql("select id, friday from approvals.round_up where id in (:ids)")
                .param("ids", requestIds)
                .query(row -> {
                    pages.put(row.getObject("id", UUID.class), "/roundups/" + row.getObject("friday", LocalDate.class));
                });
        return pages;
    }
}
