/** Conversations as one text, for whoever takes nothing else: command-line tools, plain text models. */
@Export
@Version("1.0.0")
package modelscan.base.prompt;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
