package modelscan.stage.route;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The words of the configuration, in {@code conf/routes.json} or wherever its owner likes. */
@ObjectClassDefinition(name = "Routing", description = "How candidates are chosen and tried")
public @interface Settings {
    /** The PID. */
    String PID = "modelscan.stage.route";
    /** For how long a provider is left out if nothing else is said. */
    int BLACKLIST_SECONDS = 60;

    @AttributeDefinition(description = "The strategy of callers who do not wish for one", required = false)
    String strategy() default "fallback";

    @AttributeDefinition(description = "The most calls that are made for one request", required = false)
    int tries() default 4;

    @AttributeDefinition(description = "After so many seconds no further call is begun for a request", required = false)
    int deadline() default 120;

    @AttributeDefinition(description = "Whether what a content policy refused is tried elsewhere", required = false)
    boolean filtered() default false;

    @AttributeDefinition(description = "Whether callers may have two candidates race (x-modelscan-hedge)", required = false)
    boolean hedging() default true;

    @AttributeDefinition(description = "Providers that 'auto' takes only if there is nobody else", required = false)
    String[] spare() default {"echo"};

    @AttributeDefinition(description = "After so many calls in a row that failed a provider is left out as long as there are others; "
            + "0 for never", required = false)
    int blacklist() default 0;

    @AttributeDefinition(description = "For so many seconds after the last of them", required = false)
    int blacklistSeconds() default BLACKLIST_SECONDS;

    @AttributeDefinition(description = "Only where these strategies choose; nothing for all", required = false)
    String[] blacklistStrategies() default {};

    @AttributeDefinition(description = "Names for groups of models: {\"fast\": {\"models\": [\"groq/*\"], \"strategy\": "
            + "\"fastest\", \"weights\": {}, \"where\": {}, \"blacklist\": 3, \"blacklistSeconds\": 60}}", required = false)
    String routes() default "";

    @AttributeDefinition(description = "What routes may ask of a provider, such as its region or what it does with data: "
            + "{\"mistral\": [\"eu\", \"no-training\"]}", required = false)
    String labels() default "";
}
