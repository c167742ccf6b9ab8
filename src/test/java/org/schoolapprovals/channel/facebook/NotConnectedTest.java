package org.schoolapprovals.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.schoolapprovals.comment.CommentPage;
import org.schoolapprovals.web.PagesTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** A school without a page. */
@PagesTest
class NotConnectedTest {

    private static final String WEBHOOK = "/channels/facebook/webhook";

    @Autowired
    private MockMvc calls;

    @Autowired
    private CommentPage page;

    @Test
    void the_page_is_not_connected_and_its_address_is_not_there() throws Exception {
        assertThat(page.isConnected()).isFalse();
        calls.perform(get(WEBHOOK + "?hub.mode=subscribe&hub.verify_token=&hub.challenge=1"))
                .andExpect(status().isNotFound())
                .andExpect(content().string(""));
        calls.perform(post(WEBHOOK).header("X-Hub-Signature-256", "sha256=00").content("{}"))
                .andExpect(status().isNotFound());
    }

    @Test
    void the_stand_in_is_there_in_the_demo_only() throws Exception {
        calls.perform(get("/standin").header("Accept", "text/html")).andExpect(status().is3xxRedirection());
        calls.perform(get("/standin/graph/1")).andExpect(status().is3xxRedirection());
    }
}
