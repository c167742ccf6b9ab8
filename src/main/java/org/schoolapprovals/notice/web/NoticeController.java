package org.schoolapprovals.notice.web;

import java.security.Principal;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people do with their notices. Opening one changes nothing. */
@Controller
class NoticeController {

    private final NoticeBoard board;

    NoticeController(NoticeBoard board) {
        this.board = board;
    }

    /** @param until when the page was made, in milliseconds since 1970: what came later was not on it */
    @PostMapping("/notices/read")
    String markAllRead(@RequestParam long until, Principal principal) {
        board.markRead(principal.getName(), Instant.ofEpochMilli(until));
        return "redirect:/";
    }
}
