"""The desk's reading rooms as plain files, which any host serves without a server of ours."""

from corroborate.web.site.publishing import Published, SiteOptions, publish

__all__ = ["Published", "SiteOptions", "publish"]
