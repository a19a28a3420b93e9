/** Reading scripts: a list of messages, a Kinoroute script in YAML or JSON, and the text file of an exported chat. */
package org.kinoroute.script;
