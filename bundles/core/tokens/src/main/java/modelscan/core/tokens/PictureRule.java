package modelscan.core.tokens;

/** What a picture costs, by its size. */
enum PictureRule {
    /** Squares of 512 after it was made to fit; one price for a glance. */
    OPENAI {
        @Override
        long tokens(PictureSize size, boolean glance) {
            if (glance) {
                return 85;
            }
            PictureSize fitting = size.within(2048).shorterSide(768);
            return 85 + 170 * fitting.tiles(512);
        }
    },
    /** An area of 750 points for each token. */
    ANTHROPIC {
        @Override
        long tokens(PictureSize size, boolean glance) {
            return Math.min(1600, size.within(1568).area() / 750);
        }
    },
    /** A price for each square of 768; a small picture is one. */
    GEMINI {
        @Override
        long tokens(PictureSize size, boolean glance) {
            return size.width() <= 384 && size.height() <= 384 ? 258 : 258 * size.tiles(768);
        }
    },
    /** Up to four squares of 560 and a view of the whole. */
    TILES {
        @Override
        long tokens(PictureSize size, boolean glance) {
            return 1601 * Math.min(4, size.within(1120).tiles(560));
        }
    },
    /** One token for each patch of 28 points. */
    PATCHES {
        @Override
        long tokens(PictureSize size, boolean glance) {
            return size.within(1540).tiles(28);
        }
    };

    /** The tokens of a picture; {@code glance} if the caller asks not to look closely. */
    abstract long tokens(PictureSize size, boolean glance);
}
