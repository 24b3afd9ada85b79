"""Open Graph metadata (ogp.me), which sites and messaging show when a page is shared."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from ringfence.domain.warning import PublicWarning
from ringfence.foundation.periods import LONDON
from ringfence.publish.addresses import absolute, card_path, markdown_path, page_path, published_at
from ringfence.publish.phrases import phrase
from ringfence.publish.site import SiteIdentity

__all__ = ["head_metadata", "open_graph"]

_LOCALES = {"en-GB": "en_GB", "cy": "cy_GB"}


def open_graph(warning: PublicWarning, *, site: SiteIdentity) -> Mapping[str, str]:
    """Return the properties that the seed page carries: description, image, locale, title, type, url."""
    mark = f"{phrase('exercise_short', warning.language)}: " if warning.is_exercise else ""
    return {
        "description": mark + warning.description,
        "image": absolute(site.image_path or card_path(warning), site),
        "locale": _LOCALES.get(warning.language, site.locale),
        "title": mark + warning.title,
        "type": "website",
        "url": absolute(page_path(warning), site),
    }


def head_metadata(warning: PublicWarning, *, site: SiteIdentity) -> str:
    """Return the elements for a page's head as HTML."""
    properties = open_graph(warning, site=site)
    description = Markup('<meta name="description" content="{}">').format(properties["description"])
    lines = [description]
    lines += [Markup('<meta property="og:{}" content="{}">').format(*pair) for pair in properties.items()]
    if site.image_path is None:
        lines += [
            Markup('<meta property="og:image:width" content="1200">'),
            Markup('<meta property="og:image:height" content="630">'),
            Markup('<meta property="og:image:alt" content="{}">').format(properties["title"]),
        ]
    lines.append(Markup('<meta name="twitter:card" content="summary_large_image">'))
    lines.append(Markup('<link rel="canonical" href="{}">').format(properties["url"]))
    markdown = absolute(markdown_path(warning), site)
    lines.append(Markup('<link rel="alternate" type="text/markdown" href="{}">').format(markdown))
    lines.append(_news_article(warning, site=site))
    if warning.is_exercise or warning.is_withdrawn:
        lines.append(Markup('<meta name="robots" content="noindex">'))
    return "\n".join(lines)


def _news_article(warning: PublicWarning, *, site: SiteIdentity) -> Markup:
    """Return schema.org's NewsArticle as JSON-LD; a data block, which no browser runs."""
    properties = open_graph(warning, site=site)
    publisher = {"@type": "Organization", "name": site.site_name, "url": site.base_url}
    document: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": properties["title"],
        "description": properties["description"],
        "image": [properties["image"]],
        "mainEntityOfPage": properties["url"],
        "inLanguage": warning.language,
        "datePublished": published_at(warning).isoformat(timespec="seconds"),
        "dateModified": warning.updated_at.astimezone(LONDON).isoformat(timespec="seconds"),
        "author": publisher,
        "publisher": publisher,
        "isAccessibleForFree": True,
        "spatialCoverage": site.area_names.get(warning.area, warning.area),
    }
    if warning.expires_on is not None:
        document["expires"] = warning.expires_on.isoformat()
    if warning.corrections:
        document["correction"] = [correction.note for correction in warning.corrections]
    # "<" would end the element; escaped, it is the same to whoever reads JSON.
    text = json.dumps(document, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704  made safe above
