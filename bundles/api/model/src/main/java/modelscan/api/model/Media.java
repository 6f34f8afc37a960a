package modelscan.api.model;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Where the bytes of a picture, a sound or a file are. */
public sealed interface Media {

    /** The bytes themselves; {@code data} is not copied and not to be changed. */
    record Bytes(String mediaType, byte[] data) implements Media {
        public Bytes {
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(data, "data");
        }
    }

    /** An address from which the target fetches them. */
    record Link(URI uri, Optional<String> mediaType) implements Media {
        public Link {
            Objects.requireNonNull(uri, "uri");
            Objects.requireNonNull(mediaType, "mediaType");
        }
    }

    /** A file that was uploaded to the provider before. */
    record Upload(String id) implements Media {
        public Upload {
            Objects.requireNonNull(id, "id");
        }
    }
}
