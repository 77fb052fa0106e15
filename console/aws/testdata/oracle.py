"""Runs the installed aws command (version 2) in this process on cases that a
Go test sends, one JSON object a line, and answers with what it printed; the
first line tells its version. Calls never leave the process: responses are
given with the case. See oracle_test.go.

case:   {"args": [...], "responses": [...], "files": {"name": "text"}}
answer: {"status": 0, "out": "...", "err": "...", "calls": [{...parameters}]}
"""
import base64
import importlib
import io
import json
import os
import sys
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)
os.environ.update(
    AWS_ACCESS_KEY_ID='AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY='fake', AWS_DEFAULT_REGION='us-east-1',
    AWS_CONFIG_FILE=folder + '/config', AWS_SHARED_CREDENTIALS_FILE=folder + '/credentials',
    AWS_EC2_METADATA_DISABLED='true', AWS_PAGER='', HOME=folder)
for name in ('AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_OUTPUT', 'COLUMNS'):
    os.environ.pop(name, None)

import awscli.clidriver as clidriver  # noqa: E402

# The command carries its own botocore, under one name or the other.
base = 'botocore' if 'botocore.session' in sys.modules else 'awscli.botocore'
validate = importlib.import_module(base + '.validate')
waiter = importlib.import_module(base + '.waiter')

loader = None
sys.argv = ['aws']
waiter.time.sleep = lambda seconds: None
checked = validate.ParamValidator.validate


class Http:
    def __init__(self, status):
        self.status_code = status
        self.headers = {}


def plain(value):
    if isinstance(value, (bytes, bytearray)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    return value


def run(case):
    global loader
    for name, text in case.get('files', {}).items():
        with open(name, 'wb') as f:
            f.write(base64.b64decode(text))
    responses, calls = list(case.get('responses', [])), []
    driver = clidriver.create_clidriver(case['args'])
    session = driver.session
    if loader is None:
        loader = session.get_component('data_loader')
    session.register_component('data_loader', loader)

    def built(self, params, shape):
        sent = plain(params)
        for name, member in shape.members.items():
            if member.type_name == 'blob' and isinstance(params.get(name), str):
                sent[name] = base64.b64encode(params[name].encode()).decode()
        calls.append(sent)
        return checked(self, params, shape)

    def answer(**_):
        parsed = responses.pop(0) if responses else {}
        return Http(400 if 'Error' in parsed else 200), dict(parsed)

    validate.ParamValidator.validate = built
    session.register('before-call', answer)
    out, err = io.TextIOWrapper(io.BytesIO(), 'utf-8', newline=''), io.TextIOWrapper(io.BytesIO(), 'utf-8', newline='')
    sys.stdout, sys.stderr = out, err
    try:
        status = driver.main(case['args'])
    except SystemExit as e:
        status = e.code
    finally:
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    for name in case.get('files', {}):
        os.remove(name)

    def text(stream):
        stream.flush()
        return stream.buffer.getvalue().decode()
    return {'status': status, 'out': text(out), 'err': text(err), 'calls': calls}


print(json.dumps({'version': clidriver.__version__}), flush=True)
for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
