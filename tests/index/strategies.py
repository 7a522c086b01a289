"""Documents, passages and facts of any form, for property tests."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from corpus.document import (
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Fact,
    FactRole,
    FundingState,
    Hedge,
    Page,
    Passage,
    RecipientKind,
    Section,
    Span,
)
from corpus.gap import Gap
from corpus.quotation import Quotation

offsets = st.integers(0, 10**7)
spans = st.builds(Span, offsets, offsets)
names = st.none() | st.text(max_size=20)
years = st.none() | st.integers(1900, 2100)
blocks = st.builds(
    Block, st.sampled_from(BlockKind), offsets, offsets, st.integers(0, 6), st.lists(spans, max_size=3).map(tuple)
)
pages = st.builds(Page, st.integers(1, 999), offsets, offsets)
sections = st.builds(Section, names, st.text(max_size=20), st.integers(1, 6), offsets, offsets, offsets)
days = st.none() | st.dates(datetime.date(1900, 1, 1))
gaps = st.builds(Gap, st.text(max_size=20), st.booleans(), st.floats(0, 600), st.floats(0, 600))
quotations = st.builds(Quotation, offsets, offsets, offsets, st.text(max_size=20), days)
documents = st.builds(
    Document,
    document_id=st.text("0123456789abcdef", min_size=8, max_size=8),
    source=st.text(min_size=1, max_size=20),
    text=st.text(st.characters(exclude_categories=()), max_size=80),
    title=st.text(max_size=20),
    programmes=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    years=st.none() | st.just((2020, 2022)),
    origins=st.just((("title", "sidecar"), ("date", "text"))),
    kind=st.sampled_from(DocumentKind),
    date=days,
    year=years,
    parties=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    url=names,
    pages=st.lists(pages, max_size=3).map(tuple),
    blocks=st.lists(blocks, max_size=3).map(tuple),
    sections=st.lists(sections, max_size=3).map(tuple),
    gaps=st.lists(gaps, max_size=2).map(tuple),
    quotations=st.lists(quotations, max_size=2).map(tuple),
)
passages = st.builds(
    Passage,
    *[st.text(min_size=1, max_size=20)] * 5,
    start=offsets,
    end=offsets,
    page=st.integers(1, 999),
    section=names,
)
facts = st.builds(
    Fact,
    *[st.text(max_size=20)] * 4,
    recipient_kind=st.sampled_from(RecipientKind),
    amount_eur=st.decimals(allow_nan=False, allow_infinity=False) | st.just(Decimal("1056700.00")),
    amount_text=st.text(max_size=20),
    start=offsets,
    end=offsets,
    giver=names,
    programme=names,
    year_from=years,
    year_to=years,
    hedge=st.sampled_from(Hedge),
    state=st.sampled_from(FundingState),
    role=st.sampled_from(FactRole),
    purpose=names,
    page=st.integers(1, 999),
    section=names,
    confidence=st.floats(0, 1),
    support=st.lists(spans, max_size=3).map(tuple),
)
