package modelscan.wire.openai;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.Failure;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import modelscan.base.wire.Medias;
import modelscan.base.wire.Place;

/** Clients that ask {@code POST /v1/images/edits}, with a form of files or with JSON of addresses. */
final class EditFront implements Front {
    private static final Route ROUTE = new Route("POST", "/v1/images/edits", "sse");
    private static final int MOST_PICTURES = 16;

    private final ImageForm form;
    private final InstantSource clock;

    EditFront(ImageForm form, InstantSource clock) {
        this.form = form;
        this.clock = clock;
    }

    @Override
    public Route route() {
        return ROUTE;
    }

    @Override
    public Inquiry read(Letter letter) {
        String type = letter.header("content-type").orElse("");
        return FormData.is(type) ? form(FormData.read(type, letter.body())) : json(letter);
    }

    private Inquiry form(FormData data) {
        Place request = data.fields();
        List<Media> sources = new ArrayList<>();
        data.files("image").forEach(file -> sources.add(media(file)));
        ImageRequest read = checked(request, sources);
        List<FormData.Upload> mask = data.files("mask");
        if (!mask.isEmpty()) {
            read.extra().put("mask", mask.getFirst().data());
        }
        return Inquiry.of(read, false);
    }

    private Inquiry json(Letter letter) {
        FormFront.checkMediaType(letter);
        Place request = Place.root(Json.readObject(letter.body()));
        List<Media> sources = new ArrayList<>();
        request.member("images").ifPresent(images -> images.elements().forEach(image -> sources.add(source(image))));
        ImageRequest read = checked(request, sources);
        read.extra().remove("images");
        return Inquiry.of(read, false);
    }

    private ImageRequest checked(Place request, List<Media> sources) {
        form.check(request);
        ModelName.of(Operation.IMAGE, request);
        if (sources.isEmpty() || sources.size() > MOST_PICTURES) {
            throw request.wrong("image", sources.isEmpty() ? "is missing: send the picture to change as a file"
                    : "is there more than " + MOST_PICTURES + " times");
        }
        return ImageForm.read(request, sources);
    }

    static Media source(Place image) {
        return image.object().member("file_id").map(id -> (Media) new Media.Upload(id.text()))
                .orElseGet(() -> Medias.read(image.wanted("image_url")));
    }

    static Media media(FormData.Upload file) {
        boolean told = file.type().startsWith("image/");
        String ending = file.name().substring(file.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new Media.Bytes(told ? file.type() : switch (ending) {
            case "jpg", "jpeg" -> "image/jpeg";
            case "webp" -> "image/webp";
            default -> "image/png";
        }, file.data());
    }

    @Override
    public Writer writer(Inquiry inquiry) {
        return new FormWriter(form, inquiry, clock);
    }

    @Override
    public byte[] failure(Failure failure) {
        return ErrorWriting.bytes(failure);
    }
}
