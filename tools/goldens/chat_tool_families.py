"""Chat templates that know tools, for chat_families.py."""

QWEN_TOOLS = """\
{%- if tools %}
    {{- '<|im_start|>system\\n' }}
    {%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n\\n' }}{% endif %}
    {{- "# Tools\\n\\nFunctions, one per line:\\n<tools>" }}
    {%- for tool in tools %}
        {{- "\\n" }}
        {{- tool | tojson }}
    {%- endfor %}
    {{- "\\n</tools>\\n\\nCall with:\\n<tool_call>\\n{\\"name\\": <name>, \\"arguments\\": <object>}\\n</tool_call><|im_end|>\\n" }}
{%- else %}
    {%- if messages[0].role == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
    {%- endif %}
{%- endif %}
{%- set ns = namespace(looking=true, last_query=messages | length - 1) %}
{%- for message in messages[::-1] %}
    {%- set index = (messages | length - 1) - loop.index0 %}
    {%- if ns.looking and message.role == "user" and message.content is string and not (message.content.startswith('<tool_response>') and message.content.endswith('</tool_response>')) %}
        {%- set ns.looking = false %}
        {%- set ns.last_query = index %}
    {%- endif %}
{%- endfor %}
{%- for message in messages %}
    {%- set content = message.content if message.content is string else '' %}
    {%- if message.role == "user" or (message.role == "system" and not loop.first) %}
        {{- '<|im_start|>' + message.role + '\\n' + content + '<|im_end|>' + '\\n' }}
    {%- elif message.role == "assistant" %}
        {%- set reasoning = '' %}
        {%- if message.reasoning_content is string %}
            {%- set reasoning = message.reasoning_content %}
        {%- elif '</think>' in content %}
            {%- set reasoning = content.split('</think>')[0].rstrip('\\n').split('<think>')[-1].lstrip('\\n') %}
            {%- set content = content.split('</think>')[-1].lstrip('\\n') %}
        {%- endif %}
        {%- if loop.index0 > ns.last_query and (loop.last or reasoning) %}
            {{- '<|im_start|>' + message.role + '\\n<think>\\n' + reasoning.strip('\\n') + '\\n</think>\\n\\n' + content.lstrip('\\n') }}
        {%- else %}
            {{- '<|im_start|>' + message.role + '\\n' + content }}
        {%- endif %}
        {%- if message.tool_calls %}
            {%- for tool_call in message.tool_calls %}
                {%- if (loop.first and content) or (not loop.first) %}{{- '\\n' }}{% endif %}
                {%- if tool_call.function %}{% set tool_call = tool_call.function %}{% endif %}
                {{- '<tool_call>\\n{"name": "' }}
                {{- tool_call.name }}
                {{- '", "arguments": ' }}
                {%- if tool_call.arguments is string %}{{- tool_call.arguments }}{% else %}{{- tool_call.arguments | tojson }}{% endif %}
                {{- '}\\n</tool_call>' }}
            {%- endfor %}
        {%- endif %}
        {{- '<|im_end|>\\n' }}
    {%- elif message.role == "tool" %}
        {%- if loop.first or (messages[loop.index0 - 1].role != "tool") %}{{- '<|im_start|>user' }}{% endif %}
        {{- '\\n<tool_response>\\n' }}
        {{- content }}
        {{- '\\n</tool_response>' }}
        {%- if loop.last or (messages[loop.index0 + 1].role != "tool") %}{{- '<|im_end|>\\n' }}{% endif %}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>\\n\\n</think>\\n\\n' }}{% endif %}
{%- endif %}"""

# Types of parameters, spelt by recursive macros: what function-calling templates do.
COMMAND = """\
{{ bos_token }}
{%- macro type_of(spec) -%}
{%- set types = {'string': 'str', 'number': 'float', 'integer': 'int', 'boolean': 'bool'} -%}
{%- if spec.enum is defined -%}
Literal[{{ spec.enum | map('tojson') | join(', ') }}]
{%- elif spec.type == 'array' -%}
List[{{ type_of(spec['items']) if spec['items'] is defined else 'Any' }}]
{%- elif spec.type in types -%}
{{ types[spec.type] }}
{%- else -%}
Dict
{%- endif -%}
{%- endmacro -%}
{%- macro document_list(documents) -%}
{%- for document in documents %}
Document: {{ loop.index0 }}
{% for key, value in document | items %}
{{ key }}: {{ value }}
{% endfor %}
{%- endfor -%}
{%- endmacro -%}
<|START_OF_TURN_TOKEN|><|SYSTEM_TOKEN|>
{%- if messages[0]['role'] == 'system' %}{{ messages[0]['content'] }}{% set offset = 1 %}{% else %}{% set offset = 0 %}{% endif %}

{% for tool in tools or [] %}
def {{ tool.function.name }}(
    {%- for name, spec in tool.function.parameters.properties.items() -%}
        {{ name }}: {{ type_of(spec) }}{{ '' if name in (tool.function.parameters.required or []) else ' = None' }}{{ ', ' if not loop.last }}
    {%- endfor -%}
):  # {{ tool.function.description | upper | truncate(20) }}
{% endfor %}
{%- if documents %}{{ document_list(documents) }}{% endif -%}
<|END_OF_TURN_TOKEN|>
{%- for message in messages[offset:] -%}
{%- if message.role == 'user' -%}
<|START_OF_TURN_TOKEN|><|USER_TOKEN|>{{ message.content }}<|END_OF_TURN_TOKEN|>
{%- elif message.role == 'assistant' and message.content -%}
<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>{{ message.content }}<|END_OF_TURN_TOKEN|>
{%- elif message.tool_calls is defined -%}
Action: {{ message.tool_calls | map(attribute='function') | list | tojson(indent=2) }}
{%- elif message.role == 'tool' -%}
<results>{% filter trim | indent(2) %}{{ message.content }}{% endfilter %}</results>
{%- else -%}
{{ raise_exception('Cannot place a message of ' ~ message.role) }}
{%- endif -%}
{%- endfor -%}
{{ '<|START_OF_TURN_TOKEN|><|CHATBOT_TOKEN|>' if add_generation_prompt }}"""
