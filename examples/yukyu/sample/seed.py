"""Fills the SQLite database: six tables, names in Japanese, encrypted birth dates, blobs and NULLs. One seed, one content."""

import datetime
import random
import sqlite3

FAMILY = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "グエン", "チャン", "シルバ"]
GIVEN = ["翔太", "美咲", "大輔", "愛", "健一", "由美", "マリア", "ヴァン・ミン", "ティ・ホア"]
FACTORIES = ["豊田第一工場", "名古屋港倉庫", "岡崎組立ライン", "刈谷物流センター"]
REASONS = ["私用のため", "通院", "家族の行事", "帰省", None]
START = datetime.date(2015, 1, 1)
SEED = 20251223
SHARES = {"employees": 20, "genzai": 10, "ukeoi": 10, "staff": 5, "leave_requests": 25, "yukyu_usage_details": 30}

SCHEMA = """
CREATE TABLE employees (id INTEGER PRIMARY KEY AUTOINCREMENT, employee_num TEXT NOT NULL, name TEXT NOT NULL, kana TEXT,
  factory TEXT, year INTEGER NOT NULL, granted REAL NOT NULL, used REAL NOT NULL, balance REAL NOT NULL,
  expired REAL, usage_rate REAL, last_updated TIMESTAMP);
CREATE TABLE genzai (id INTEGER PRIMARY KEY, employee_num TEXT NOT NULL, name TEXT NOT NULL, nationality TEXT,
  birth_date TEXT, hourly_wage INTEGER, hired DATE, status TEXT NOT NULL, factory TEXT, work TEXT, left DATE,
  photo BLOB, active BOOLEAN NOT NULL);
CREATE TABLE ukeoi (id INTEGER PRIMARY KEY, employee_num TEXT NOT NULL, name TEXT NOT NULL, nationality TEXT,
  birth_date TEXT, hourly_wage INTEGER, hired DATE, status TEXT NOT NULL, contract TEXT);
CREATE TABLE staff (id INTEGER PRIMARY KEY, employee_num TEXT NOT NULL, name TEXT NOT NULL, office TEXT,
  postal_code TEXT, address TEXT, hired DATE, visa_expires DATE, settings TEXT);
CREATE TABLE leave_requests (id INTEGER PRIMARY KEY, employee_id INTEGER NOT NULL REFERENCES employees (id),
  requested DATE NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL, days REAL NOT NULL, reason TEXT,
  status TEXT NOT NULL, approved_at TIMESTAMP, signature BLOB);
CREATE TABLE yukyu_usage_details (id INTEGER PRIMARY KEY, employee_id INTEGER NOT NULL REFERENCES employees (id),
  employee_num TEXT NOT NULL, name TEXT, use_date DATE NOT NULL, year INTEGER NOT NULL, month INTEGER NOT NULL,
  days_used REAL NOT NULL, note TEXT, last_updated TIMESTAMP);
CREATE INDEX ix_usage_employee ON yukyu_usage_details (employee_id);
"""


class Rows:
    def __init__(self, encrypt, counts):
        self.r = random.Random(SEED)
        self.encrypt = encrypt
        self.counts = counts

    def name(self):
        return f"{self.r.choice(FAMILY)} {self.r.choice(GIVEN)}"

    def date(self):
        return (START + datetime.timedelta(days=self.r.randrange(3900))).isoformat()

    def moment(self):
        return f"{self.date()} {self.r.randrange(24):02d}:{self.r.randrange(60):02d}:00.{self.r.randrange(1000000):06d}"

    def birth_date(self):
        born = datetime.date(1960, 1, 1) + datetime.timedelta(days=self.r.randrange(15000))
        return self.encrypt(born.isoformat())

    def employees(self, i):
        granted, used = self.r.randrange(40) / 2, self.r.randrange(20) / 2
        return (i, f"{i:06d}", self.name(), None, self.r.choice(FACTORIES), 2020 + i % 6, granted, used, granted - used, None,
                round(self.r.random() * 100, 3), self.moment())

    def genzai(self, i):
        left = self.date() if i % 7 == 0 else ("" if i % 11 == 0 else None)
        photo = self.r.randbytes(120) if i % 10 == 0 else None
        return (i, f"{i:06d}", self.name(), "日本", self.birth_date(), 1000 + self.r.randrange(900), self.date(), "在職中",
                self.r.choice(FACTORIES), "溶接", left, photo, i % 3 != 0)

    def ukeoi(self, i):
        return (i, f"{i:06d}", self.name(), "ベトナム", self.birth_date(), None, self.date(), "在職中", "検査")

    def staff(self, i):
        return (i, f"{i:06d}", self.name(), "本社", f"4{i % 100:02d}-0001", "愛知県", self.date(), None, '{"notify": true}')

    def leave_requests(self, i):
        day = self.date()
        return (i, 1 + self.r.randrange(self.counts["employees"]), self.date(), day, day, 1.0, self.r.choice(REASONS), "承認",
                self.moment(), self.r.randbytes(64) if i % 20 == 0 else None)

    def yukyu_usage_details(self, i):
        day, owner = self.date(), 1 + self.r.randrange(self.counts["employees"])
        return (i, owner, f"{owner:06d}", self.name(), day, int(day[:4]), int(day[5:7]), 0.5, self.r.choice(REASONS), self.moment())


def fill(file, rows, encrypt):
    """Answers the rows of each table. Some leaving dates of genzai are empty texts: the plan's rule speaks of them."""
    counts = {table: max(20, rows * share // 100) for table, share in SHARES.items()}
    values = Rows(encrypt, counts)
    connection = sqlite3.connect(file)
    connection.executescript(SCHEMA)
    for table, count in counts.items():
        made = [getattr(values, table)(i) for i in range(1, count + 1)]
        connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(made[0]))})", made)
    connection.commit()
    connection.close()
    return counts
