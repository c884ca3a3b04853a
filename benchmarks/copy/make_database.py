#!/usr/bin/python3
"""Makes the SQLite database of the copy benchmark: six tables, Japanese text, dates, blobs, NULLs.

    make_database.py FILE [--rows 2000000] [--seed 20251223]

The same seed makes the same rows.
"""
import argparse
import datetime
import os
import random
import sqlite3

FAMILY = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "グエン", "チャン", "シルバ", "サントス"]
GIVEN = ["翔太", "美咲", "大輔", "愛", "健一", "由美", "拓也", "さくら", "直樹", "恵子", "ティ・ホア", "マリア", "ヴァン・ミン", "ジョアン"]
FACTORIES = ["豊田第一工場", "名古屋港倉庫", "岡崎組立ライン", "刈谷物流センター", "安城製作所", "高浜精密"]
WORK = ["溶接", "組立", "検査", "フォークリフト", "梱包", "塗装", "機械オペレーター"]
NATIONS = ["日本", "ベトナム", "ブラジル", "フィリピン", "ネパール", None]
REASONS = ["私用のため", "通院", "家族の行事", "帰省", None, None, "子どもの学校行事に参加するため", "体調不良"]
STATES = ["在職中", "退社", "休職"]
START = datetime.date(2015, 1, 1)

SHARES = {"employees": 10, "genzai": 10, "ukeoi": 8, "staff": 4, "leave_requests": 28, "yukyu_usage_details": 40}

SCHEMA = """
CREATE TABLE employees (id INTEGER PRIMARY KEY, employee_num TEXT NOT NULL, name TEXT NOT NULL, kana TEXT,
  factory TEXT, year INTEGER NOT NULL, granted REAL NOT NULL, used REAL NOT NULL, balance REAL NOT NULL,
  expired REAL, usage_rate REAL, last_updated TIMESTAMP);
CREATE TABLE genzai (id INTEGER PRIMARY KEY, employee_num TEXT NOT NULL, name TEXT NOT NULL, factory TEXT,
  work TEXT, nationality TEXT, birth_date TEXT, hourly_wage INTEGER, hired DATE, left DATE, status TEXT NOT NULL,
  photo BLOB, active BOOLEAN NOT NULL);
CREATE TABLE ukeoi (id INTEGER PRIMARY KEY, employee_num TEXT NOT NULL, name TEXT NOT NULL, contract TEXT,
  nationality TEXT, birth_date TEXT, hourly_wage INTEGER, hired DATE, status TEXT NOT NULL);
CREATE TABLE staff (id INTEGER PRIMARY KEY, employee_num TEXT NOT NULL, name TEXT NOT NULL, office TEXT,
  postal_code TEXT, address TEXT, hired DATE, visa_expires DATE, settings TEXT);
CREATE TABLE leave_requests (id INTEGER PRIMARY KEY, employee_id INTEGER NOT NULL REFERENCES employees (id),
  requested DATE NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL, days REAL NOT NULL, reason TEXT,
  status TEXT NOT NULL, approved_at TIMESTAMP, signature BLOB);
CREATE TABLE yukyu_usage_details (id INTEGER PRIMARY KEY, employee_id INTEGER NOT NULL REFERENCES employees (id),
  employee_num TEXT NOT NULL, name TEXT, use_date DATE NOT NULL, year INTEGER NOT NULL, month INTEGER NOT NULL,
  days_used REAL NOT NULL, note TEXT, last_updated TIMESTAMP);
"""


class Values:
    """Random values of one seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def name(self):
        return f"{self.random.choice(FAMILY)} {self.random.choice(GIVEN)}"

    def number(self, row):
        return f"{row:07d}"

    def date(self, days=3900):
        return (START + datetime.timedelta(days=self.random.randrange(days))).isoformat()

    def maybe(self, share, value):
        return value if self.random.random() < share else None

    def moment(self):
        r = self.random
        return f"{self.date()} {r.randrange(24):02d}:{r.randrange(60):02d}:{r.randrange(60):02d}.{r.randrange(1000000):06d}"

    def half_days(self, most):
        return self.random.randrange(most * 2) / 2

    def token(self):
        """As long as an encrypted birth date."""
        return "gAAAAA" + "%0114x" % self.random.getrandbits(456)


def employee(v, row, _):
    granted, used = v.half_days(20), v.half_days(20)
    return (row, v.number(row), v.name(), v.maybe(0.6, "カナ" + v.name()), v.random.choice(FACTORIES),
            2020 + row % 6, granted, used, granted - used, v.maybe(0.5, v.half_days(5)), v.random.random() * 100, v.moment())


def genzai(v, row, _):
    return (row, v.number(row), v.name(), v.random.choice(FACTORIES), v.random.choice(WORK),
            v.random.choice(NATIONS), v.token(), v.maybe(0.9, 1000 + v.random.randrange(900)), v.date(),
            v.maybe(0.2, v.date()), v.random.choice(STATES), v.maybe(0.1, v.random.randbytes(200)), row % 3 != 0)


def ukeoi(v, row, _):
    return (row, v.number(row), v.name(), v.random.choice(WORK), v.random.choice(NATIONS), v.token(),
            v.maybe(0.9, 1000 + v.random.randrange(900)), v.date(), v.random.choice(STATES))


def staff(v, row, _):
    return (row, v.number(row), v.name(), v.random.choice(FACTORIES), f"4{row % 100:02d}-{row % 10000:04d}",
            "愛知県" + v.random.choice(FACTORIES) + f"{row % 90}番地", v.date(), v.maybe(0.7, v.date()), '{"notify": true, "theme": "暗い"}')


def leave_request(v, row, employees):
    day = v.date()
    return (row, 1 + v.random.randrange(employees), v.date(), day, day, v.half_days(5), v.random.choice(REASONS),
            v.random.choice(["承認", "申請中", "却下"]), v.maybe(0.8, v.moment()), v.maybe(0.05, v.random.randbytes(64)))


def usage(v, row, employees):
    day, owner = v.date(), 1 + v.random.randrange(employees)
    return (row, owner, v.number(owner), v.maybe(0.9, v.name()), day, int(day[:4]), int(day[5:7]),
            v.random.choice([0.5, 1.0]), v.random.choice(REASONS), v.maybe(0.95, v.moment()))


ROWS = {"employees": employee, "genzai": genzai, "ukeoi": ukeoi, "staff": staff,
        "leave_requests": leave_request, "yukyu_usage_details": usage}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--seed", type=int, default=20251223)
    arguments = parser.parse_args()
    if os.path.exists(arguments.file):
        parser.error(f"{arguments.file} is there already")
    counts = {table: arguments.rows * share // 100 for table, share in SHARES.items()}
    connection = sqlite3.connect(arguments.file)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    for table, make in ROWS.items():
        values = Values(f"{arguments.seed}/{table}")
        rows = (make(values, row, counts["employees"]) for row in range(1, counts[table] + 1))
        first = make(Values("columns"), 1, 1)
        connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(first))})", rows)
        connection.commit()
    connection.close()


if __name__ == "__main__":
    main()
