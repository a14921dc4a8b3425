"""What a company's name says of its legal form, and may be left away: Ltd, GmbH, Inc, 株式会社."""

from collections.abc import Iterator
from functools import cache

from rolebook.isolation.text_as_words import Words, words_in

_FORMS = """
ab, ag, aktiebolag, aktiengesellschaft, aps, ay, bv, bvba, cic, co,
company, corp, corporation, cv, doo, dd, ead, ehf, eirl, eood, eg,
eurl, ev, gbr, gesellschaft mbh, gie, gmbh, ggmbh, hf, inc,
incorporated, kft, kg, kgaa, kk, ky, lda, limited, limitada, llc, llp,
lllp, lp, ltd, ltda, limited sirketi, ltd sti, sti, sirketi, as, asa,
anonim sirketi, mbh, nv, nyrt, zrt, og, ohg, ood, oy, oyj, ab publ,
plc, pllc, pt, tbk, pte, private, pvt, pty, proprietary, bhd, sdn bhd,
berhad, sa, sab de cv, sa de cv, sapi de cv, sarl, sarlau, sas, sasu,
sca, scop, scrl, se, sicav, sia, sl, slu, sp j, sp k, sp z o o, spa,
spolka z o o, spolka akcyjna, spol s r o, sprl, sro, srl, srls,
stiftung, sàrl, tmi, uab, ug, haftungsbeschrankt, unlimited, vof, vzw,
the, fzc, fze, fz llc, jsc, pjsc, saog, qpsc, wll, partg, partgmbb,
cong ty, cong ty tnhh, cong ty co phan, cong ty tnhh mtv, tnhh, ctcp,
sociedad anonima, sociedad limitada, societe anonyme, societe par actions simplifiee, societa per azioni,
gesellschaft mit beschrankter haftung, gemeinnutzige gmbh, eingetragene genossenschaft, osakeyhtio,
naamloze vennootschap, besloten vennootschap, sociedade anonima, private limited company,
public limited company, perseroan terbatas,
eingetragener verein, ооо, оао, зао, пао, ао, нао, ип, тоо, тов, ат,
пат, прат, еоод, оод, ад, εε, αε, οε, επε, ικε, 株式会社, 有限会社, 合同会社,
合資会社, 一般社団法人, 有限公司, 股份有限公司,
有限责任公司, 有限責任公司, 集团, 集團, 주식회사, 유한회사, (주), شركة, ش.م.م, ש.מ, בע"מ,
บริษัท, จำกัด
"""
_JOINTS = frozenset(("and", "und", "et", "y", "e", "og", "och", "cie", "co"))


def without_legal_form(name: str) -> Words:
    """Return the words of a name without its legal forms at either end; of one that is nothing else, none."""
    return _bare(_bare(words_in(name.casefold()), at_end=True), at_end=False)


def _bare(name: Words, *, at_end: bool) -> Words:
    for size in _sizes():
        here, rest = (name[-size:], name[:-size]) if at_end else (name[:size], name[size:])
        if len(here) == size and "".join(here) in _forms():
            while at_end and rest and rest[-1] in _JOINTS:
                rest = rest[:-1]
            return _bare(rest, at_end=at_end)
    return name


@cache
def _forms() -> frozenset[str]:
    """Return the forms, run together: `S. p. A.`, `S.p.A.` and `SpA` are one."""
    return frozenset("".join(form) for form in _form_words())


@cache
def _sizes() -> tuple[int, ...]:
    """Return of how many words a form may be, the most first; an abbreviation may be dotted."""
    return tuple(range(max(5, *map(len, _form_words())), 0, -1))


def _form_words() -> Iterator[Words]:
    return (words_in(form) for form in " ".join(_FORMS.split()).split(",") if form.strip())
