package org.schoolapprovals.photo.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.schoolapprovals.photo.PhotoInfo;
import org.schoolapprovals.photo.PhotoSettings;
import org.schoolapprovals.photo.Photos;
import org.schoolapprovals.photo.image.PhotoCleaner;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/** Takes photographs for the form of whoever sends them, and shows them to those entitled; tells every failure as JSON. */
@RestController
class PhotoController {

    private final Photos photos;
    private final PhotoSettings settings;

    PhotoController(Photos photos, PhotoSettings settings) {
        this.photos = photos;
        this.settings = settings;
    }

    /** @param removed what was found beside the picture and removed, in words for people */
    record Uploaded(UUID id, int width, int height, List<String> removed) {}

    /** @param message one sentence for people */
    record Failure(String message) {}

    @PostMapping("/photos")
    @ResponseStatus(HttpStatus.CREATED)
    Uploaded upload(Principal principal, HttpServletRequest request) throws IOException {
        try (InputStream file = onlyFile(request).getInputStream()) {
            PhotoInfo photo = photos.upload(principal.getName(), file);
            return new Uploaded(photo.id(), photo.width(), photo.height(), photo.removed());
        }
    }

    @GetMapping("/photos/{id}")
    ResponseEntity<byte[]> photo(Principal principal, @PathVariable UUID id) {
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.IMAGE_JPEG)
                    .cacheControl(CacheControl.noStore().cachePrivate())
                    .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                    .body(photos.read(principal.getName(), id));
        } catch (NotAllowedException hidden) {
            return ResponseEntity.notFound().build();
        }
    }

    private static MultipartFile onlyFile(HttpServletRequest request) {
        MultipartHttpServletRequest parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        List<MultipartFile> files = parts == null
                ? List.of()
                : parts.getMultiFileMap().values().stream()
                        .flatMap(List::stream)
                        .toList();
        if (files.size() != 1 || !files.get(0).getName().equals("file")) {
            throw new RefusedException("Please send one photograph at a time, as a file.");
        }
        return files.get(0);
    }

    /** Too many pixels, cut off, no picture at all: whatever is wrong with the file. */
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
        return new Failure(PhotoCleaner.tooLarge(settings.largest().toBytes()));
    }

    /** The browser went away, or what it sent is no form. */
    @ExceptionHandler({MultipartException.class, IOException.class})
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    Failure unreadable() {
        return new Failure("The photograph did not arrive whole: please upload it again.");
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    void noSuchPhoto(MethodArgumentTypeMismatchException noId) {}
}
