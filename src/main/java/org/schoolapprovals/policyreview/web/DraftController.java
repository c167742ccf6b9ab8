package org.schoolapprovals.policyreview.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.schoolapprovals.policyreview.PolicyDocument;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.ReviewRegister;
import org.schoolapprovals.policyreview.document.DocumentReader;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** Takes the draft of a new version for the form in Tasklist, which is no page of ours; tells every failure as JSON. */
@RestController
@RequestMapping("/policy/reviews/{id}/draft")
class DraftController {

    private final PolicyVersions versions;
    private final ReviewRegister register;

    DraftController(PolicyVersions versions, ReviewRegister register) {
        this.versions = versions;
        this.register = register;
    }

    /**
     * What the form has to know.
     *
     * @param largest the largest file, in bytes
     * @param csrf what has to be sent with the file
     */
    record Limits(long largest, Leave csrf) {}

    record Leave(String header, String token) {}

    /** @param readable whether its text could be read */
    record Uploaded(UUID id, String name, boolean readable) {}

    /** @param message one sentence for people */
    record Failure(String message) {}

    @GetMapping
    ResponseEntity<Limits> limits(Principal principal, @PathVariable UUID id, CsrfToken csrf) {
        register.story(id, principal.getName());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Limits(DocumentReader.LARGEST, new Leave(csrf.getHeaderName(), csrf.getToken())));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Uploaded upload(Principal principal, @PathVariable UUID id, HttpServletRequest request) throws IOException {
        MultipartFile file = onlyFile(request);
        if (file.getSize() > DocumentReader.LARGEST) {
            throw new RefusedException(DocumentReader.TOO_LARGE);
        }
        PolicyDocument draft = versions.upload(principal.getName(), id, file.getOriginalFilename(), file.getBytes());
        return new Uploaded(draft.id(), draft.fileName(), draft.readable());
    }

    private static MultipartFile onlyFile(HttpServletRequest request) {
        MultipartHttpServletRequest parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        List<MultipartFile> files = parts == null
                ? List.of()
                : parts.getMultiFileMap().values().stream()
                        .flatMap(List::stream)
                        .toList();
        if (files.size() != 1 || !files.get(0).getName().equals("file")) {
            throw new RefusedException("Please send the new version as one file.");
        }
        return files.get(0);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.UNPROCESSABLE_ENTITY)
    Failure refused(RefusedException refusal) {
        return new Failure(refusal.getMessage());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.FORBIDDEN)
    Failure notAllowed(NotAllowedException refusal) {
        return new Failure(refusal.getMessage());
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.PAYLOAD_TOO_LARGE)
    Failure tooLarge(MaxUploadSizeExceededException large) {
        return new Failure(DocumentReader.TOO_LARGE);
    }

    /** The browser went away, or what it sent is no form. */
    @ExceptionHandler({MultipartException.class, IOException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Failure unreadable() {
        return new Failure("The file did not arrive whole: please upload it again.");
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    Failure noSuchReview(MethodArgumentTypeMismatchException noId) {
        return new Failure("There is no such review.");
    }
}
