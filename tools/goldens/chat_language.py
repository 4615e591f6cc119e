"""One construct, filter, test or method of the template language at a time."""

VARIABLES = {
    "n": 7, "x": 2.5, "big": 1e20, "small": 0.00001, "neg": -7, "yes": True, "no": False, "nil": None, "empty": "", "zero": 0,
    "s": "Hello, World", "u": "  Ünïcode ßtraße 日本語 😀 ", "quote": "it's \"so\" <b>&</b>\n\ttab\\", "words": ["pear", "Apple", "fig", "apple"],
    "nums": [3, 1, 2, 2.5, -4], "nested": [[1, 2], [3], []], "d": {"b": 1, "a": [1, None, True], "items": "x", "C": {"k": "v"}},
    "people": [{"name": "Ann", "age": 30, "tags": ["x"]}, {"name": "bob", "age": 25, "tags": []}, {"name": "Cy", "age": 30}],
    "lines": "one\n  two\n\nthree\r\nfour", "long": "The quick brown fox jumps over the lazy dog again and again",
}

SNIPPETS = """
{{ n }} {{ x }} {{ big }} {{ small }} {{ neg }} {{ yes }} {{ no }} {{ nil }} {{ 1e16 }} {{ 123456789012345.0 }} {{ 1.0 }} {{ 0.1 + 0.2 }} {{ -0.0 }}
{{ n + 1 }} {{ n - 10 }} {{ n * 2 }} {{ n / 2 }} {{ n // 2 }} {{ neg // 2 }} {{ n % 3 }} {{ neg % 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 7.5 // 2 }} {{ -7.5 % 2 }} {{ n / 7 }}
{{ -n }} {{ +n }} {{ - n + 3 }} {{ -x }} {{ -2 ** 2 }} {{ 2 ** 3 ** 2 }} {{ not n }} {{ not zero }} {{ yes + 1 }} {{ -yes }}
{{ 'a' ~ 1 ~ none ~ 2.0 ~ true }} {{ 'a' + 'b' }} {{ 'ab' * 3 }} {{ [1] + [2] }} {{ [1] * 2 }} {{ (1,) + (2,) }} {{ 3 * 'x' }}
{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 1 == 1.0 }} {{ 'a' < 'b' }} {{ [1, 2] < [1, 3] }} {{ true == 1 }} {{ none == false }} {{ 'a' != 'b' }} {{ 3 >= 3 }} {{ 'Z' < 'a' }}
{{ 1 in nums }} {{ 'pear' in words }} {{ 'ell' in s }} {{ 'b' in d }} {{ 'z' not in d }} {{ 9 not in nums }} {{ '' in s }} {{ nil in [none] }}
{{ yes and no }} {{ no or 'x' }} {{ '' or 0 }} {{ 'a' and 'b' }} {{ nil or none }} {{ [] or {} }}
{{ 'x' if yes else 'y' }} {{ 'x' if no else 'y' }} {{ 'x' if no }}|{{ 1 if no else 2 if no else 3 }}
{{ words[0] }} {{ words[-1] }} {{ words[9] }}| {{ d['b'] }} {{ d.b }} {{ d.C.k }} {{ d['nope'] }}| {{ d.nope }}| {{ s[0] }} {{ s[-1] }} {{ u[2] }} {{ words.0 }} {{ nested[0][1] }}
{{ nums[1:] }} {{ nums[:2] }} {{ nums[::-1] }} {{ nums[-2:] }} {{ nums[::2] }} {{ s[::-1] }} {{ s[1:4] }} {{ s[:-1] }} {{ u[2:9] }} {{ nums[10:] }} {{ nums[3:1] }} {{ nums[4:0:-2] }} {{ s[:none] }} {{ nums[-100:100] }} {{ (1,2,3)[1:] }}
{{ d }} {{ words }} {{ nested }} {{ (1, 'a') }} {{ (1,) }} {{ () }} {{ [] }} {{ {} }} {{ {'a': none, 1: 'x'} }} {{ [quote] }} {{ [u] }} {{ ['\\u200b', "it's"] }}
{{ d.items() }} {{ d.keys() | list }} {{ d.values() | list }} {{ d.get('b') }} {{ d.get('z') }} {{ d.get('z', 5) }} {{ d['items'] }} {{ d.items is callable }}
{{ range(5) | list }} {{ range(2, 8, 3) | list }} {{ range(3, 0, -1) | list }} {{ range(3)[1] }} {{ range(3) | length }} {{ dict(a=1, b=2) }} {{ dict({'x': 1}, y=2) }}
{% for w in words %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.previtem }}{{ loop.nextitem }}{{ loop.cycle('a', 'b') }} {% endfor %}
{% for w in words if w != 'fig' %}{{ loop.index }}{{ w }}{{ loop.last }} {% else %}none{% endfor %}
{% for w in [] %}x{% else %}nothing{% endfor %}
{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %} {% for k in d %}{{ k }}{% endfor %} {% for c in 'añb' %}{{ c }}.{% endfor %}
{% for a in nested %}{% for b in a %}{{ loop.index }}{{ b }}{% endfor %}{{ loop.index }}{% endfor %}
{% for p in people %}{% if p.name == 'bob' %}{% continue %}{% endif %}{{ p.name }}{% if loop.index == 3 %}{% break %}{% endif %},{% endfor %}
{% for p in people %}{% if loop.changed(p.age) %}{{ p.age }}{% endif %}{% endfor %}
{% for a in nested recursive %}{{ loop.depth }}{% if a is iterable %}[{{ loop(a) }}]{% else %}{{ a }}{% endif %}{% endfor %}
{% for (a, b) in [(1, 2), (3, 4)] %}{{ a + b }} {% endfor %}{% for a, b in [[1, 2]] %}{{ a }}{{ b }}{% endfor %}
{% set a = 1 %}{% for i in range(3) %}{% set a = a + i %}{{ a }}{% endfor %}{{ a }}
{% set ns = namespace(a=1, b='x') %}{% for i in range(3) %}{% set ns.a = ns.a + i %}{% endfor %}{{ ns.a }}{{ ns.b }}{{ ns.c }}|{{ ns.c is defined }}
{% set a, b = 1, 2 %}{{ a }}{{ b }} {% set a = 1, 2 %}{{ a }} {% if yes %}{% set q = 5 %}{% endif %}{{ q }} {% if no %}{% set r = 5 %}{% endif %}{{ r is defined }}
{% set t %}  block {{ n }} {% endset %}[{{ t }}] {% set t | upper | trim %}  abc {% endset %}[{{ t }}]
{% macro m(a, b=2, c=a) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }} {{ m(1, 3) }} {{ m(1, c=9) }} {{ m(a=5) }} {{ m() }}|{{ m.name }}
{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, k=3) }}
{% macro m(x) %}[{{ caller(x) }}]{% endmacro %}{% call(y) m(4) %}got {{ y }}{% endcall %} {% macro z() %}{{ caller() }}{% endmacro %}{% call z() %}inner{% endcall %}
{% macro f(n) %}{% if n > 0 %}{{ n }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(4) }}
{% macro late() %}{{ after }}{% endmacro %}{% set after = 'set later' %}{{ late() }}
{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{% endmacro %}{{ m(b=2) }}
{% with a = 1, b = n %}{{ a }}{{ b }}{% endwith %}{{ a is defined }} {% with %}{% set q = 1 %}{% endwith %}{{ q is defined }}
{% filter upper %}abc {{ s }}{% endfilter %} {% filter replace('l', 'L') | trim %} hello {% endfilter %}
{% generation %}text {{ n }}{% endgeneration %} {%- generation -%} x {%- endgeneration -%} y
{% if n > 5 %}big{% elif n > 3 %}mid{% else %}small{% endif %} {% if n > 9 %}a{% elif n > 6 %}b{% endif %}{% if no %}z{% endif %}
{% raw %}{{ not }} {% this %}{% endraw %} {%- raw -%}  x  {%- endraw -%}  y
a {# comment #} b {#- c -#} d {# multi
{{ s | upper }} {{ s | lower }} {{ s | title }} {{ s | capitalize }} {{ u | trim }}| {{ u | upper }} {{ u | lower }} {{ 'ab-cd (ef) g_h' | title }} {{ 'ΑΣ ΒΣ' | lower }}
{{ words | join(', ') }} {{ words | join }} {{ people | join(',', attribute='name') }} {{ nums | join('-') }} {{ [1, none, 'x'] | join(' ') }}
{{ words | length }} {{ s | length }} {{ u | length }} {{ d | length }} {{ nope | length }} {{ words | count }}
{{ words | first }} {{ words | last }} {{ [] | first }}| {{ nums | min }} {{ nums | max }} {{ words | min }} {{ people | max(attribute='age') }} {{ nums | sum }} {{ people | sum(attribute='age') }} {{ nested | sum(start=[]) }}
{{ words | sort }} {{ words | sort(case_sensitive=true) }} {{ nums | sort(reverse=true) }} {{ people | sort(attribute='age,name') | map(attribute='name') | list }} {{ words | unique | list }} {{ nums | reverse | list }} {{ s | reverse }}
{{ d | dictsort | map('first') | list }} {{ {'b': 2, 'a': 3} | dictsort(by='value') }} {{ d | items | list | length }} {{ nope | items | list }}
{{ words | map('upper') | list }} {{ people | map(attribute='name') | join(',') }} {{ people | map(attribute='zip', default='?') | list }} {{ nested | map(attribute=0) | list | length }} {{ [people] | map(attribute='0.name') | list }} {{ [' a ', 'b '] | map('trim') | list }}
{{ nums | select('gt', 2) | list }} {{ nums | reject('odd') | list }} {{ people | selectattr('age', 'equalto', 30) | map(attribute='name') | list }} {{ people | rejectattr('tags') | list | length }} {{ nums | select | list }} {{ people | selectattr('tags', 'defined') | list | length }} {{ words | select('in', ['fig']) | list }}
{{ nope | default('dflt') }} {{ empty | default('e') }}| {{ empty | default('e', true) }} {{ nil | default('n') }} {{ nil | d('n', true) }} {{ nope | default }}|
{{ s | replace('l', 'L') }} {{ s | replace('l', 'L', 1) }} {{ 'aaa' | replace('a', 'b', 2) }} {{ 5 | replace(5, 6) }} {{ 'ab' | replace('', '-') }}
{{ '42' | int }} {{ 'x' | int }} {{ 'x' | int(9) }} {{ '3.7' | int }} {{ 3.9 | int }} {{ '0x1f' | int(base=16) }} {{ '1e3' | float }} {{ 'y' | float }} {{ 7 | float }} {{ ' 12 ' | int }} {{ true | int }} {{ '-5' | int }}
{{ 3.14159 | round(2) }} {{ 2.5 | round }} {{ 3.5 | round }} {{ 2.1 | round(method='ceil') }} {{ 2.9 | round(0, 'floor') }} {{ 7 | round }} {{ 2.675 | round(2) }} {{ neg | abs }} {{ -2.5 | abs }}
{{ d | tojson }} {{ words | tojson(indent=2) }} {{ quote | tojson }} {{ u | tojson }} {{ u | tojson(ensure_ascii=true) }} {{ [1.0, 2, none, true, big, small] | tojson }} {{ {} | tojson(indent=2) }} {{ [] | tojson(indent=1) }} {{ d | tojson(separators=(',', ':')) }} {{ d | tojson(sort_keys=true) }} {{ {'b': [1, {'c': 2}]} | tojson(indent=4) }} {{ d | tojson(indent=1, separators=(', ', ' : ')) }} {{ (1, 2) | tojson }} {{ {1: 2} | tojson }} {{ '\\x7f\\x01' | tojson }}
{{ nope | tojson }}
{{ lines | indent }}|{{ lines | indent(2, true) }}|{{ lines | indent(width='> ', blank=true) }}|{{ '' | indent }}|{{ 'a\\n' | indent }}
{{ long | truncate(20) }} {{ long | truncate(20, true) }} {{ long | truncate(20, false, '~', 0) }} {{ s | truncate(9) }} {{ 'abc' | center(9) }}| {{ long | wordcount }} {{ quote | escape }} {{ quote | e }} {{ '<p>a  <b>b</b></p>' | striptags }} {{ 'a b&c/d?ü' | urlencode }}
{{ nums | batch(2) | list }} {{ nums | batch(2, 'x') | list }} {{ nums | slice(3) | list }} {{ nums | slice(2, 'y') | list }} {{ people | groupby('age') | map('first') | list }} {% for g, m in people | groupby('age') %}{{ g }}:{{ m | length }} {% endfor %}
{{ 'abc' | list }} {{ d | list }} {{ 5 | string }} {{ none | string }} {{ words | string }} {{ s | attr('nope') }}| {{ 'x' | safe }}
{{ '%s and %d, %.2f %5s|%-5s|%05d %r %x %%' | format('a', 3, 2.5, 'r', 'l', 42, 'q', 255) }} {{ '%(a)s' | format(a=1) }} {{ '%s' % 'x' }} {{ '%s-%s' % ('a', 'b') }} {{ '%d' % 3.7 }}
{{ '{} {} {0}'.format(1) }}
{{ '{} {}'.format('a', 2) }} {{ '{1} {0} {k}'.format(1, 2, k=3) }} {{ '{:>5}|{:<5}|{:^5}|{:05d}|{:.2f}|{:,}|{:x}|{!r}|{{}}'.format('a', 'b', 'c', 42, 3.14159, 1234567, 255, 'q') }} {{ '{:*^9}'.format('mid') }} {{ '{:+d} {:e} {:%}'.format(5, 12345.678, 0.25) }}
{{ n is odd }} {{ n is even }} {{ n is divisibleby 7 }} {{ n is divisibleby(2) }} {{ nope is defined }} {{ n is defined }} {{ nope is undefined }} {{ nil is none }} {{ n is number }} {{ x is float }} {{ n is integer }} {{ yes is integer }} {{ yes is boolean }} {{ yes is true }} {{ no is false }} {{ 1 is true }} {{ s is string }} {{ d is mapping }} {{ words is sequence }} {{ s is sequence }} {{ d is iterable }} {{ n is iterable }} {{ words is iterable }} {{ 'abc' is lower }} {{ 'ABC' is upper }} {{ '1' is lower }} {{ n is sameas 7 }} {{ none is sameas none }} {{ 1 is sameas 1.0 }} {{ n is eq 7 }} {{ n is gt 3 }} {{ n is lt 3 }} {{ n is ge 7 }} {{ n is le 7 }} {{ n is ne 7 }} {{ n is in nums }} {{ 'upper' is filter }} {{ 'odd' is test }} {{ range is callable }} {{ n is not odd }} {{ not n is odd }} {{ s is not none and s is string }} {{ nope is none }} {{ n is equalto 7 }} {{ s is escaped }}
{{ s.upper() }} {{ s.lower() }} {{ s.title() }} {{ "they're bill's" .title() }} {{ s.capitalize() }} {{ s.swapcase() }} {{ u.strip() }}| {{ u.lstrip() }}| {{ u.rstrip() }}| {{ 'xxaxx'.strip('x') }} {{ 'abcba'.strip('ab') }} {{ 'xxa'.lstrip('x') }} {{ 'axx'.rstrip('x') }}
{{ s.split(', ') }} {{ ' a  b '.split() }} {{ 'a,b,c'.split(',', 1) }} {{ 'a,b,c'.rsplit(',', 1) }} {{ ' a b  c '.rsplit(none, 1) }} {{ ' a b  c '.split(none, 1) }} {{ ''.split() }} {{ ''.split(',') }} {{ lines.splitlines() }} {{ lines.splitlines(true) }} {{ 'a</think>b'.split('</think>')[-1] }} {{ 'a b c'.rsplit() }}
{{ s.startswith('Hell') }} {{ s.endswith(('x', 'ld')) }} {{ s.find('o') }} {{ s.rfind('o') }} {{ s.find('zz') }} {{ s.index('W') }} {{ s.count('l') }} {{ u.find('ß') }} {{ 'aaa'.count('aa') }} {{ 'abc'.count('') }} {{ s.replace('o', '0') }} {{ s.replace('o', '0', 1) }} {{ '-'.join(['a', 'b']) }} {{ 'abc'.removeprefix('a') }} {{ 'abc'.removesuffix('c') }} {{ 'a=b=c'.partition('=') }} {{ 'a=b=c'.rpartition('=') }} {{ 'abc'.partition('x') }} {{ 'abc'.rpartition('x') }} {{ 'ab'.center(7, '*') }} {{ 'ab'.ljust(4, '.') }} {{ 'ab'.rjust(4, '.') }} {{ 'abc'.center(6) }}|
{{ 'abc'.isalpha() }} {{ '12'.isdigit() }} {{ '²'.isdigit() }} {{ '½'.isnumeric() }} {{ 'a1'.isalnum() }} {{ ' '.isspace() }} {{ 'A'.isupper() }} {{ 'a'.islower() }} {{ ''.isalpha() }} {{ '٣'.isdecimal() }} {{ '一'.isnumeric() }} {{ 'aB'.islower() }}
{{ words.index('fig') }} {{ words.count('fig') }} {{ words.append('x') }}
{{ d.update({}) }}
{{ nope.foo }}
{{ nope + 1 }}
{{ nope }}|{{ nope ~ 'x' }}|{{ nope | trim }}|{{ nope == none }}|{{ nope == nope2 }}|{% for i in nope %}x{% endfor %}|{{ 'a' in nope }}
{{ n() }}
{{ n.foo }}| {{ n.foo.bar }}
{{ 1 / 0 }}
{{ 'a' + 1 }}
{{ 'a' < 1 }}
{{ words[nope] }}|
{{ s.nope() }}
{{ raise_exception('custom ' ~ n) }}
{{ strftime_now('%Y-%m-%d %d %b %B %A %H:%M %% %j') }}
{{ 'a' 'b' "c" }} {{ 'it\\'s' }} {{ "tab\\t|nl\\n|uni\\u00e9|hex\\x41|bs\\\\|unk\\q" }} {{ 'a
{{- n -}}   {{- n }}
{{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 1_000 }} {{ 1_0.5 }} {{ 2.5e-3 }} {{ 1E3 }}
{{ [1, 2, ] }} {{ {'a': 1, } }} {{ (1) }} {{ ((1, 2), 3) }} {{ true }} {{ True }} {{ none }} {{ None }}
{{ namespace(a=1) is mapping }} {{ [n, *nums] }}
{{ range(*[1, 4]) | list }} {{ dict(**{'a': 1}) }}
{{ nums | map('string') | map('length') | sum }} {{ (words | sort)[0] }} {{ (nums | select('gt', 1)) is sequence }} {{ nums | select('gt', 99) and 'generators are true' }}
{% set g = nums | select('gt', 1) %}{{ g | list | length }}{{ g | list | length }}
{{ words | map('nosuch') | list }}
{{ s | nosuch }}
{{ s is nosuch }}
{% nosuch %}
{% if n %}
{{ n
{{ 'open }}
{{ (1 }}
{% for %}{% endfor %}
{% endif %}
{% include 'x' %}
{% extends 'x' %}
{% block b %}in {{ n }}{% endblock %} {% print n, s %}
{{ d.items() | list | first | last }} {{ d | length > 2 and 'three' }} {{ n if n is defined and n > 3 else 0 }} {{ (people | first).name[0] | upper }} {{ people[0]['name'] ~ '!' }}
{{ messages is defined and messages }} {{ '' is string and not '' }} {{ [none, 0, '', [], {}] | select | list }} {{ loop is defined }}
{{ 'ab' ~ ('c' if n else '') ~ "d" | upper }} {{ 1 + (2 | string | length) }} {{ -1 | abs }} {{ 2 * 3 ~ 4 * 1 }} {{ not n == 7 }} {{ n | string ~ 'x' }}
{% for i in range(3) -%}  {{ i }}  {%- endfor %} {%+ if yes %} plus {%+ endif %}
""".strip().replace("multi\n", "multi\nline #} e\n").replace("{{ 'a\n", "{{ 'a\\\\\nb' }}\n").split("\n")

# What spans lines.
SNIPPETS = [snippet for snippet in SNIPPETS if not snippet.startswith(("line #}", "b' }}"))] + [
    "a {# comment #} b {#- multi\nline -#} e\n{# x #}\n  {# y #}\nz",
    "{% if yes %}\n  indented\n{% endif %}\nend\n",
    "  {% if yes %}\n  a\n  {% else %}\n  b\n  {% endif %}\n\ntwo\n\n",
    "{% for i in range(2) %}\n  {{ i }}\n{% endfor %}\n",
    "x {% if yes %} y {% endif %} z\n  {%- if yes -%}\n  stripped\n  {%- endif %}  \n t",
    "  {%+ if yes %}kept{% endif +%}\nnewline kept",
    "line one\r\nline two\rline three\n",
    "{{ 'multi\nline' }}\n\n\n",
    "\n\n{% set a = 1 %}\n\n{{ a }}\n",
    "{% macro m(a) %}\n  <{{ a }}>\n{% endmacro %}\n{{ m(1) }}{{ m(2) }}",
    "{%- set ns = namespace(first=true) %}\n{%- for m in people %}\n    {%- if ns.first %}\n        {{- m.name }}\n        {%- set ns.first = false %}\n"
    "    {%- else %}\n        {{- ', ' + m.name }}\n    {%- endif %}\n{%- endfor %}",
    "{% raw %}\n  {{ raw }}\n{% endraw %}\nafter",
    "{{ {\n 'a': 1,\n 'b': [\n 2\n ] } }}",
    "{%\n if yes\n %}\nodd tags\n{%\n endif\n %}",
    "{#- leading -#}\n\n  text",
    "\t{% set x = 1 %}\t\n{{ x }}",
]
